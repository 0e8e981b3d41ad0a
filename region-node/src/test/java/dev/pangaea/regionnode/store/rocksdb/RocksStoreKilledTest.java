package dev.pangaea.regionnode.store.rocksdb;

import static dev.pangaea.regionnode.store.StoreFixtures.applied;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its commits; what it leaves is an earlier state, whole. */
class RocksStoreKilledTest {
  private static final int PARTITIONS = 2;
  private static final int KEYS = 997;
  private static final int COMMITS_PER_LINE = 1000;

  @TempDir private Path folder;

  @Test
  void leavesTheStateAfterSomeEarlierCommit() throws Exception {
    long survived = 0;
    for (int kill = 1; kill <= 4; kill++) {
      long committed = commitUntilKilled(kill * 40);
      survived = checkState(survived, committed);
    }
    assertThat(survived).isPositive();
  }

  /** Returns a number of commits that were surely made. */
  private long commitUntilKilled(int lines) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RocksStoreKilledTest.class.getName(), folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader reports = process.inputReader()) {
      String report = null;
      for (int line = 0; line < lines; line++) {
        report = reports.readLine();
      }
      return Long.parseLong(report);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Returns after how many commits the state is that is found. */
  private long checkState(long least, long committed) {
    try (RocksStore store = RocksStore.open(settings(folder))) {
      long survived = survived(store);
      assertThat(survived).isGreaterThanOrEqualTo(least);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        assertThat(found(store, partition)).isEqualTo(expected(partition, survived));
      }
      assertThat(survived).as("something was lost, or the test shows little").isNotZero();
      assertThat(committed).isNotZero();
      return survived;
    }
  }

  private static Map<EncodedKey, ItemState> found(RocksStore store, int partition) {
    Map<EncodedKey, ItemState> found = new TreeMap<>();
    store.scan(new PartitionId(1, partition), found::put);
    return found;
  }

  private static Map<EncodedKey, ItemState> expected(int partition, long commits) {
    Map<EncodedKey, ItemState> expected = new TreeMap<>();
    for (long number = Math.max(1, commits - 5L * KEYS); number <= commits; number++) {
      if (number % PARTITIONS == partition) {
        expected.put(keyOf(number), state(number));
      }
    }
    return expected;
  }

  private static long survived(RocksStore store) {
    long survived = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Applied applied = store.applied(new PartitionId(1, partition));
      survived = Math.max(survived, applied.position().nextOffset());
    }
    return survived;
  }

  private static EncodedKey keyOf(long number) {
    return key("a", number % KEYS);
  }

  private static RocksSettings settings(Path folder) {
    return new RocksSettings(folder, 1 << 20, 256 << 10, 64, Duration.ofMillis(50));
  }

  /** Commits without end, each to one of two partitions, and says now and then how far it is. */
  public static void main(String[] arguments) {
    RocksStore store = RocksStore.open(settings(Path.of(arguments[0])));
    StoreBatch batch = new StoreBatch();
    for (long number = survived(store) + 1; ; number++) {
      PartitionId partition = new PartitionId(1, (int) (number % PARTITIONS));
      batch.clear();
      batch.add(new Entry.PutItem(partition, keyOf(number), state(number)));
      batch.add(new Entry.PutApplied(partition, applied(number)));
      store.commit(batch);
      if (number % COMMITS_PER_LINE == 0) {
        System.out.println(number);
      }
    }
  }
}
