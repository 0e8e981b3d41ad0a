package dev.pangaea.dashboards.console;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a region has taken in a table of another, as its replicator says.
 *
 * @param lagP50Millis of the writes of the last seconds; empty while none arrives
 * @param takenInEntries up to which entry the source's logs are taken in, over all partitions
 * @param backlogRecords what is left by the last end of the source's logs that was heard of
 * @param backlogAgeMillis how old that knowledge is: a replicator that is cut off hears of no end
 */
public record Progress(
    String source,
    String target,
    String table,
    OptionalDouble lagP50Millis,
    OptionalDouble lagP99Millis,
    long stalenessMillis,
    OptionalLong takenInEntries,
    long backlogRecords,
    OptionalLong backlogAgeMillis,
    double changesPerSecond,
    boolean needsCopy) {

  /**
   * By what the source itself says of its logs, which this console hears also while the replicator
   * is cut off.
   */
  Progress against(OptionalLong logEntries) {
    if (logEntries.isEmpty()
        || takenInEntries.isEmpty()
        || logEntries.getAsLong() < takenInEntries.getAsLong()) {
      return this;
    }
    return new Progress(
        source,
        target,
        table,
        lagP50Millis,
        lagP99Millis,
        stalenessMillis,
        takenInEntries,
        logEntries.getAsLong() - takenInEntries.getAsLong(),
        OptionalLong.of(0),
        changesPerSecond,
        needsCopy);
  }
}
