package dev.pangaea.replicator.lag;

import dev.pangaea.replicator.plan.Halt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How one table fares on one link.
 *
 * @param lag of the writes that became visible in the last 10 s, if any did
 * @param stalenessMillis now minus the oldest watermark of the table's partitions
 * @param backlogRecords entries of the source's log not taken in, by the last known ends of the log
 * @param takenInEntries up to which entry the source's logs are taken in, over all partitions
 * @param backlogFallsPerSecond how fast the backlog becomes smaller, while it does
 * @param backlogAgeMillis how old that knowledge is, if there is any
 * @param changesPerSecond changes taken in, over the last 10 s
 * @param needsCopy why partitions are no longer read, for each that is not
 */
public record TableStatus(
    String table,
    int partitions,
    Optional<Lag> lag,
    long stalenessMillis,
    long backlogRecords,
    OptionalLong backlogAgeMillis,
    long takenInEntries,
    OptionalDouble backlogFallsPerSecond,
    double changesPerSecond,
    Totals totals,
    List<Halt> needsCopy) {
  public TableStatus {
    needsCopy = List.copyOf(needsCopy);
  }

  /** Milliseconds from append in the source to visible in the target. */
  public record Lag(double p50Millis, double p90Millis, double p99Millis, double maxMillis) {}

  /** Since the replicator started; {@code uncounted} are log entries, the others are changes. */
  public record Totals(
      long applied,
      long newerHere,
      long duplicates,
      long conflictsWon,
      long conflictsLost,
      long refused,
      long uncounted) {}
}
