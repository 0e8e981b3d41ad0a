package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * How points in time are kept.
 *
 * @param reach how old a snapshot may be that is counted on: its log must still be there to be read
 * @param renewal after what time a table's next snapshot is taken
 * @param transactions the region's log of transactions
 * @param stores opens a store in an empty folder, for a table as it was
 */
public record RecoverySettings(
    Duration reach, Duration renewal, String transactions, Function<Path, Store> stores) {
  /**
   * Three or four snapshots of each table are there at any time, and the last of them is let go of
   * while there is still time to read the log behind it.
   *
   * @param retention how long the logs of tables are kept
   */
  public static RecoverySettings of(
      Duration retention, String transactions, Function<Path, Store> stores) {
    return new RecoverySettings(
        retention.minus(retention.dividedBy(16)), retention.dividedBy(4), transactions, stores);
  }
}
