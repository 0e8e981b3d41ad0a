package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.Export.Status;
import dev.pangaea.regionnode.backup.Exports;
import dev.pangaea.regionnode.backup.Import;
import dev.pangaea.regionnode.backup.Imports;
import dev.pangaea.regionnode.backup.NoRoomException;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import dev.pangaea.regionnode.store.ContentDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every instant that is promised can be had again, as it was. */
@Timeout(120)
class RecoveryInRegionsTest extends BackedUpRegions {
  private ContentDigest at(long millis) throws IOException {
    ContentDigest[] met = {ContentDigest.OF_NONE};
    try (var image = backups.recovery().open(table(SOURCE).tableId(), millis)) {
      image.read((key, item) -> met[0] = met[0].plus(key, item));
    }
    return met[0];
  }

  private RecoveryWindow window() {
    return backups.recovery().window(table(SOURCE)).orElseThrow();
  }

  /** Returns a moment after all that was done and before all that will be. */
  private static long quietMoment() throws Exception {
    long now = System.currentTimeMillis();
    RegionPair.await(() -> System.currentTimeMillis() > now + 1);
    return now + 1;
  }

  @Test
  void everyInstantOfTheWindowIsWhatTheTableWasThen() throws Exception {
    regions.replicate(SOURCE);
    regions.us.put(SOURCE, "before", "1");
    backups.recovery().enable(table(SOURCE), 35).get();
    Map<Long, ContentDigest> then = new TreeMap<>();
    for (int round = 0; round < 12; round++) {
      regions.us.put(SOURCE, "key-" + round % 5, "us " + round);
      regions.eu.put(SOURCE, "key-" + round % 5, "eu " + round);
      regions.us.delete(SOURCE, "key-" + (round + 2) % 5);
      regions.us.putTogether("token-" + round, SOURCE, "both " + round, List.of("a", "b", "c"));
      if (round % 3 == 2) {
        regions.awaitEqual(SOURCE);
      }
      if (round == 6) {
        long first = snapshots();
        backups.recovery().renew();
        RegionPair.await(() -> snapshots() > first);
      }
      quietMoment();
      ContentDigest now = content(SOURCE);
      then.put(quietMoment(), now);
    }
    for (Map.Entry<Long, ContentDigest> each : then.entrySet()) {
      assertThat(at(each.getKey())).isEqualTo(each.getValue());
    }
    assertThat(Set.copyOf(then.values())).hasSizeGreaterThan(10);
  }

  private long snapshots() throws IOException {
    try (var found = Files.list(points())) {
      return found.filter(path -> path.getFileName().toString().matches("\\d+")).count();
    }
  }

  private Path points() {
    return folder.resolve("backups/recovery").resolve(table(SOURCE).tableId());
  }

  @Test
  void whatIsPromisedCanBeRestoredAndNothingBefore() throws Exception {
    regions.us.put(SOURCE, "key", "1");
    assertThat(backups.recovery().window(table(SOURCE))).isEmpty();
    backups.recovery().enable(table(SOURCE), 1).get();
    long first = window().earliestMillis().orElseThrow();
    assertThat(at(first)).isEqualTo(content(SOURCE));
    assertThat(window().holds(first - 1)).isFalse();
    assertThat(window().holds(System.currentTimeMillis() + 5_000)).isFalse();
    quietMoment();
    backups.close();
    backups = backups();
    assertThat(window().earliestMillis()).contains(first);

    regions.us.put(SOURCE, "key", "2");
    for (var log : regions.us.logs(SOURCE)) {
      log.trim(log.endOffset());
    }
    backups.recovery().renew();
    RegionPair.await(
        () -> window().earliestMillis().filter(earliest -> earliest > first).isPresent());

    assertThat(at(window().earliestMillis().orElseThrow())).isEqualTo(content(SOURCE));
    later = Duration.ofDays(6).plusHours(20);
    assertThat(window().earliestMillis()).isEmpty();
    later = Duration.ZERO;
    backups.recovery().disable(table(SOURCE));
    assertThat(backups.recovery().window(table(SOURCE))).isEmpty();
    assertThat(points()).doesNotExist();
  }

  @Test
  void anExportIsTheTableAsItWasThen() throws Exception {
    IntStream.range(0, 100).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    backups.recovery().enable(table(SOURCE), 35).get();
    long then = quietMoment();
    regions.us.put(SOURCE, "key-1", "later");
    regions.us.put(SOURCE, "too-late", "later");
    Export begun = export("bucket", Optional.of("some/where"), then);
    RegionPair.await(
        () -> backups.exports().find(begun.id()).orElseThrow().status() != Status.IN_PROGRESS);

    Export done = backups.exports().find(begun.id()).orElseThrow();
    assertThat(done.status()).isEqualTo(Status.COMPLETED);
    assertThat(done.items()).isEqualTo(100);
    Path at = folder.resolve("exports/bucket/some/where/AWSDynamoDB").resolve(begun.id());
    assertThat(Files.readString(at.resolve("manifest-summary.json")))
        .contains("\"itemCount\":100", "\"exportType\":\"FULL_EXPORT\"", then(then));
    List<String> lines = new ArrayList<>();
    try (var files = Files.list(at.resolve("data"))) {
      for (Path file : files.toList()) {
        try (var from = new GZIPInputStream(Files.newInputStream(file))) {
          new String(from.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    assertThat(lines)
        .hasSize(100)
        .contains("{\"Item\":{\"pk\":{\"S\":\"key-1\"},\"value\":{\"S\":\"v1\"}}}");
  }

  @Test
  void whatTheDiskHasNoRoomForIsNotBegunOrGivenUp() throws Exception {
    regions.us.put(SOURCE, "key", "1");
    free = disk -> DiskRoom.KEPT_FREE_BYTES;
    assertThatThrownBy(() -> backups.recovery().enable(table(SOURCE), 35))
        .isInstanceOf(NoRoomException.class);
    assertThat(backups.recovery().window(table(SOURCE))).isEmpty();
    free = disk -> Long.MAX_VALUE;
    backups.recovery().enable(table(SOURCE), 35).get();
    long then = quietMoment();
    free = disk -> disk.startsWith(folder.resolve("exports")) ? 0 : Long.MAX_VALUE;
    Files.createDirectories(folder.resolve("exports/bucket"));
    assertThat(begun(then)).isInstanceOf(Exports.Outcome.NoRoom.class);
    free = disk -> disk.startsWith(folder.resolve("exports")) ? Long.MAX_VALUE : 0;
    assertThat(begun(then)).isInstanceOf(Exports.Outcome.NoRoom.class);
  }

  @Test
  void anInstantThatTheDiskHasNoRoomToFindIsGivenUpAndLeavesNothing() throws Exception {
    IntStream.range(0, 6000).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    backups.recovery().enable(table(SOURCE), 35).get();
    AtomicInteger looks = new AtomicInteger();
    free = disk -> isScratch(disk) && looks.incrementAndGet() > 0 ? 0 : Long.MAX_VALUE;
    Export ended = fullOf(quietMoment());
    assertThat(looks).as("it was begun").hasPositiveValue();
    assertThat(folder.resolve("backups/recovery")).isDirectoryNotContaining("glob:**scratch*");
    assertThat(folder.resolve("exports/bucket").resolve(ended.key())).doesNotExist();
  }

  @Test
  void anExportThatFillsItsDiskIsGivenUp() throws Exception {
    putMuch();
    backups.recovery().enable(table(SOURCE), 35).get();
    free = disk -> disk.toString().contains("AWSDynamoDB") ? 0 : Long.MAX_VALUE;
    Export ended = fullOf(quietMoment());
    assertThat(folder.resolve("exports/bucket").resolve(ended.key()))
        .isDirectoryNotContaining("glob:**manifest-summary*");
  }

  /** So much that it is asked in between whether there is room. */
  private void putMuch() {
    String much = "m".repeat(380_000);
    IntStream.range(0, 50).forEach(key -> regions.us.put(SOURCE, "key-" + key, much));
  }

  private static boolean isScratch(Path disk) {
    return disk.getFileName().toString().startsWith("scratch");
  }

  /** Begins an export, which must end since its disk is full. */
  private Export fullOf(long at) throws Exception {
    Export begun = export("bucket", Optional.empty(), at);
    RegionPair.await(
        () -> backups.exports().find(begun.id()).orElseThrow().status() != Status.IN_PROGRESS);
    Export ended = backups.exports().find(begun.id()).orElseThrow();
    assertThat(ended.failure())
        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("DiskFull"));
    return ended;
  }

  private Exports.Outcome begun(long at) throws IOException {
    Export.Request request =
        new Export.Request(
            "bucket", Optional.empty(), Optional.empty(), Optional.of(at), Optional.empty());
    return backups.exports().begin(new Export.Source(SOURCE, table(SOURCE).tableId()), request, at);
  }

  @Test
  void whatWasExportedCanBeImported() throws Exception {
    IntStream.range(0, 500).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v\u00e4" + key));
    backups.recovery().enable(table(SOURCE), 35).get();
    Export begun = export("bucket", Optional.empty(), quietMoment());
    RegionPair.await(
        () -> backups.exports().find(begun.id()).orElseThrow().status() == Status.COMPLETED);
    Path data = folder.resolve("exports/bucket").resolve(begun.key()).resolve("data");
    try (var bad = new GZIPOutputStream(Files.newOutputStream(data.resolve("more.json.gz")))) {
      bad.write(
          "{\"Item\":{\"other\":{\"S\":\"no key\"}}}\nno json\n\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    Import made =
        begin(
            new Import.Request(
                "bucket",
                Optional.of(begun.key() + "/data/"),
                Optional.empty(),
                true,
                Optional.of("t")));
    RegionPair.await(
        () -> backups.imports().find(made.id()).orElseThrow().status() == Status.COMPLETED);

    Import done = backups.imports().find(made.id()).orElseThrow();
    assertThat(isActive()).isTrue();
    assertThat(content(TARGET)).isEqualTo(content(SOURCE));
    assertThat(done.items()).isEqualTo(502);
    assertThat(done.imported()).isEqualTo(500);
    assertThat(done.errors()).isEqualTo(2);
  }

  @Test
  void anImportOfWhatIsNoZipFailsAndLeavesNoTable() throws Exception {
    Files.createDirectories(folder.resolve("exports/bucket"));
    Files.writeString(folder.resolve("exports/bucket/plain"), "{\"Item\":{}}\n");
    Import made =
        begin(
            new Import.Request(
                "bucket", Optional.empty(), Optional.empty(), true, Optional.empty()));
    RegionPair.await(
        () ->
            regions.us.status(TARGET).isEmpty()
                && backups.imports().find(made.id()).orElseThrow().status() == Status.FAILED);
  }

  private Import begin(Import.Request request) throws IOException {
    return ((Imports.Outcome.Accepted)
            backups.imports().begin(TARGET, TableSettings.onDemand(RegionPair.KEYS), request))
        .made();
  }

  @Test
  void nothingIsExportedOutsideOfItsBucket() throws Exception {
    for (String prefix : List.of("../other", "a/../../other", "a/../..")) {
      assertThat(backups.exports().mayHold("bucket", Optional.of(prefix))).isFalse();
    }
    for (String bucket : List.of("..", ".", "a/b", "")) {
      assertThat(backups.exports().mayHold(bucket, Optional.empty())).isFalse();
    }
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(folder.resolve("exports"));
    Files.createSymbolicLink(folder.resolve("exports/linked"), outside);
    assertThat(backups.exports().mayHold("linked", Optional.empty())).isFalse();
    assertThat(backups.exports().mayHold("bucket", Optional.of("a/b/../c"))).isTrue();
  }

  private Export export(String bucket, Optional<String> prefix, long at) throws IOException {
    Export.Request request =
        new Export.Request(bucket, prefix, Optional.empty(), Optional.of(at), Optional.empty());
    Export.Source source = new Export.Source(SOURCE, table(SOURCE).tableId());
    return ((Exports.Outcome.Accepted) backups.exports().begin(source, request, at)).export();
  }

  private static String then(long millis) {
    return Instant.ofEpochMilli(millis).toString().substring(0, 22);
  }
}
