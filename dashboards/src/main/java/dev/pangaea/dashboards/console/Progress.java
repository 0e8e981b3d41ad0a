package dev.pangaea.dashboards.console;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * How far a region has taken in a table of another, as its replicator says. Of several replicators
 * each says so of the partitions that it has.
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
   * Of both replicators' partitions together. The percentiles are those of the slower one, which
   * are not under those of all.
   */
  Progress and(Progress other) {
    boolean known = takenInEntries.isPresent() && other.takenInEntries.isPresent();
    return new Progress(
        source,
        target,
        table,
        higher(lagP50Millis, other.lagP50Millis),
        higher(lagP99Millis, other.lagP99Millis),
        Math.max(stalenessMillis, other.stalenessMillis),
        known
            ? OptionalLong.of(takenInEntries.getAsLong() + other.takenInEntries.getAsLong())
            : OptionalLong.empty(),
        backlogRecords + other.backlogRecords,
        LongStream.concat(backlogAgeMillis.stream(), other.backlogAgeMillis.stream()).max(),
        changesPerSecond + other.changesPerSecond,
        needsCopy || other.needsCopy);
  }

  private static OptionalDouble higher(OptionalDouble one, OptionalDouble other) {
    return DoubleStream.concat(one.stream(), other.stream()).max();
  }

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
