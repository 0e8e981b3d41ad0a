package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.backup.ExportJson;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.Export;
import dev.pangaea.regionnode.backup.Export.Status;
import dev.pangaea.regionnode.backup.Exports;
import dev.pangaea.regionnode.backup.RecoverySettings;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.store.memory.MemoryStore;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a restored table holds is what its source held at one moment, whatever goes on beside it.
 */
@Timeout(120)
class BackupsInRegionsTest {
  private static final String SOURCE = "source";
  private static final String TARGET = "target";

  @TempDir private Path folder;
  private final RegionPair regions = new RegionPair();
  private RegionBackups backups;
  private volatile Duration later = Duration.ZERO;

  @BeforeEach
  void start() throws Exception {
    regions.create(SOURCE);
    backups = backups();
  }

  @AfterEach
  void close() {
    backups.close();
    regions.close();
  }

  private RegionBackups backups() throws IOException {
    RegionBackups started =
        new RegionBackups(
            BackupFolders.below(folder),
            regions.us.store,
            regions.us.leaders,
            regions.us.tables,
            regions.us.tables,
            regions.us.logs,
            Set.of(RegionPair.EU),
            () -> Instant.now().plus(later),
            new RecoverySettings(
                Duration.ofDays(6),
                Duration.ZERO,
                Catalog.transactionsLog(RegionPair.US),
                scratch -> new MemoryStore()),
            () -> new ExportJson(Identity.of(RegionPair.US, List.of())));
    started.start();
    return started;
  }

  private TableView table(String name) {
    return regions.us.tables.table(name).orElseThrow();
  }

  private ContentDigest content(String name) {
    TableView table = table(name);
    return ContentDigest.of(regions.us.store, table.storeNumber(), table.partitions());
  }

  private Backup begin() {
    return ((BackupOutcome.Accepted) backups.backups().create(table(SOURCE), "any-name")).backup();
  }

  private Backup backUp() throws Exception {
    Backup begun = begin();
    RegionPair.await(
        () ->
            backups
                .backups()
                .find(begun.id())
                .filter(backup -> backup.status() == Backup.Status.AVAILABLE)
                .isPresent());
    return backups.backups().find(begun.id()).orElseThrow();
  }

  private void restore(Backup backup) throws Exception {
    TableOrigin origin =
        new TableOrigin(
            TableOrigin.Kind.BACKUP,
            backup.id(),
            Optional.of(SOURCE),
            backup.createdMillis(),
            false);
    assertThat(
            regions
                .us
                .tables
                .create(TARGET, TableSettings.onDemand(RegionPair.KEYS), origin)
                .toCompletableFuture()
                .get())
        .isInstanceOf(TableOutcome.Accepted.class);
    backups.restores().lookSoon();
  }

  private boolean isActive() {
    return regions.us.status(TARGET).equals(Optional.of(TableStatus.ACTIVE));
  }

  @Test
  void restoredItemsAreTruthInTheNewTablesLog() throws Exception {
    IntStream.range(0, 1000).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    regions.us.delete(SOURCE, "key-7");
    ContentDigest then = content(SOURCE);
    Backup backup = backUp();
    IntStream.range(0, 500).forEach(key -> regions.us.put(SOURCE, "key-" + key, "later"));

    restore(backup);
    RegionPair.await(this::isActive);

    assertThat(backup.snapshot().content()).isEqualTo(then);
    assertThat(content(TARGET)).isEqualTo(then);
    regions.restartUsFromItsLogs();
    RegionPair.await(() -> isActive() && content(TARGET).equals(then));
  }

  @Test
  void aBackupUnderLoadHoldsTransactionsWholeOrNotAtAll() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<String> keys = IntStream.range(0, 8).mapToObj(key -> "together-" + key).toList();
    Thread load =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int round = 0; !done.get(); round++) {
                    TransactionOutcome outcome =
                        regions.us.putTogether("token-" + round, SOURCE, "round " + round, keys);
                    assertThat(outcome).isInstanceOf(TransactionOutcome.Committed.class);
                  }
                });
    try {
      RegionPair.await(() -> !regions.us.states(SOURCE).isEmpty());
      for (int attempt = 0; attempt < 20; attempt++) {
        Backup backup = backUp();
        List<String> values = new ArrayList<>();
        try (var image = backups.backups().open(backup.id()).orElseThrow()) {
          image.read((key, item) -> values.add(item.decode().attributes().get("value").toString()));
        }
        assertThat(values).hasSize(keys.size());
        assertThat(Set.copyOf(values)).hasSize(1);
      }
    } finally {
      done.set(true);
      load.join();
    }
  }

  @Test
  void aRestoreGoesOnAfterTheNodesEnd() throws Exception {
    IntStream.range(0, 2000).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    ContentDigest then = content(SOURCE);
    Backup backup = backUp();
    restore(backup);
    RegionPair.await(() -> regions.us.status(TARGET).isPresent());
    backups.close();
    boolean unfinished = !isActive();
    regions.restartUs();
    backups = backups();

    RegionPair.await(this::isActive);

    assertThat(unfinished).as("the node ended in the middle").isTrue();
    assertThat(content(TARGET)).isEqualTo(then);
  }

  @Test
  void aBackupThatWasNotWholeAtTheNodesEndIsNone() throws Exception {
    regions.us.put(SOURCE, "key", "value");
    Backup whole = backUp();
    Path half = folder.resolve("backups/tables/0-half.tmp");
    Files.createDirectories(half);
    Files.writeString(half.resolve("partition-0"), "half of it");
    backups.close();

    backups = backups();

    assertThat(backups.backups().all()).containsExactly(whole);
    assertThat(half).doesNotExist();
  }

  @Test
  void aFlippedBitIsRefusedWhereverItIs() throws Exception {
    IntStream.range(0, 300).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    Backup backup = backUp();
    Path file = folder.resolve("backups/tables").resolve(backup.id()).resolve("partition-1");
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at += Math.max(1, good.length / 97)) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      Files.write(file, bad);
      assertDamaged(() -> backups.backups().verify(backup));
      assertDamaged(
          () -> {
            try (var image = backups.backups().open(backup.id()).orElseThrow()) {
              image.read((key, item) -> {});
            }
          });
    }
    restore(backup);

    RegionPair.await(() -> regions.us.status(TARGET).isEmpty());
  }

  @Test
  void aBackupOfAReplicatedTableIsOfWhatItsRegionHolds() throws Exception {
    regions.replicate(SOURCE);
    regions.us.put(SOURCE, "from-us", "1");
    regions.eu.put(SOURCE, "from-eu", "2");
    regions.awaitEqual(SOURCE);
    regions.eu.put(SOURCE, "not-heard-of", "3");

    Backup backup = backUp();
    restore(backup);
    RegionPair.await(this::isActive);

    assertThat(regions.us.states(TARGET)).hasSize(2);
    assertThat(content(TARGET)).isEqualTo(content(SOURCE));
  }

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

  private interface Reading {
    void run() throws IOException;
  }

  private static void assertDamaged(Reading reading) throws IOException {
    try {
      reading.run();
    } catch (DamagedFileException damaged) {
      return;
    }
    throw new AssertionError("a damaged file was read");
  }
}
