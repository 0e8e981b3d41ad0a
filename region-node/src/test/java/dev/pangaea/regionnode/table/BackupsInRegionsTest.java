package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.store.PartitionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a restored table holds is what its source held at one moment, whatever goes on beside it.
 */
@Timeout(120)
class BackupsInRegionsTest extends BackedUpRegions {
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
    backups.close();
    restore(backup);
    RegionPair.await(this::takesItems);
    MemoryPartitionLog last = regions.us.logs(TARGET).getLast();
    last.usualFate(Fate.HELD);
    backups = backups();
    RegionPair.await(() -> last.held() > 0);
    Thread end = Thread.ofPlatform().start(backups::close);
    RegionPair.await(() -> backups.work().hasEnded());
    last.forgetFates();
    last.settle(Fate.ACKNOWLEDGED);
    end.join();
    assertThat(isActive()).as("the node ended in the middle").isFalse();
    assertThat(regions.us.states(TARGET)).hasSizeBetween(1, 1999);
    regions.restartUs();
    backups = backups();

    RegionPair.await(this::isActive);

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
  void aBackupForWhichTheDiskIsTooFullIsNotBegunOrLeavesNothing() throws Exception {
    IntStream.range(0, 100).forEach(key -> regions.us.put(SOURCE, "key-" + key, "v" + key));
    free = disk -> DiskRoom.KEPT_FREE_BYTES;
    assertThat(backups.backups().create(table(SOURCE), "any-name"))
        .isInstanceOf(BackupOutcome.NoRoom.class);
    AtomicInteger looks = new AtomicInteger();
    free = disk -> looks.getAndIncrement() < 100 ? Long.MAX_VALUE : DiskRoom.KEPT_FREE_BYTES - 1;

    begin();
    RegionPair.await(() -> backups.standing().failed() == 1);

    RegionPair.await(() -> backups.backups().all().isEmpty());
    assertThat(folder.resolve("backups/tables")).isEmptyDirectory();
    free = disk -> Long.MAX_VALUE;
    assertThat(backUp().snapshot().content()).isEqualTo(content(SOURCE));
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

  private boolean takesItems() {
    TableView target = table(TARGET);
    return IntStream.range(0, target.partitions())
        .allMatch(
            partition ->
                regions.us.leaders.holdsAllAcknowledged(
                    new PartitionId(target.storeNumber(), partition)));
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
