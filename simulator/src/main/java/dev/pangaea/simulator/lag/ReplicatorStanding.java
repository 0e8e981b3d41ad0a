package dev.pangaea.simulator.lag;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How the links into a region stand, as its replicator tells it. */
public record ReplicatorStanding(String target, List<LinkStanding> links) {
  public ReplicatorStanding {
    links = List.copyOf(links);
  }

  /**
   * @param connections to the source's log
   * @param lanes readers of it that take turns
   * @param reconnects connections opened in the place of others that were lost
   * @param circuitOpen whether the target's node is not asked for a moment, since it failed
   */
  public record LinkStanding(
      String source,
      String target,
      long connections,
      int lanes,
      long reconnects,
      boolean circuitOpen,
      boolean nodeAnswers,
      List<TableOnLink> tables) {
    public LinkStanding {
      tables = List.copyOf(tables);
    }
  }

  /**
   * @param lag of the writes that became visible in the last 10 s, if any did
   * @param stalenessMillis all that was written longer ago is visible
   * @param backlogRecords entries of the source's log that are not taken in, as it was last known
   * @param takenInEntries up to which entry the source's logs are taken in, over all partitions
   * @param backlogFallsPerSecond how fast the backlog becomes smaller, while it does
   * @param backlogAgeMillis how old that knowledge is, if there is any
   * @param needsCopy why partitions are not read, for each that is not
   */
  public record TableOnLink(
      Route route,
      Optional<Lag> lag,
      long stalenessMillis,
      long backlogRecords,
      OptionalLong backlogAgeMillis,
      long takenInEntries,
      OptionalDouble backlogFallsPerSecond,
      double changesPerSecond,
      List<String> needsCopy) {
    public TableOnLink {
      needsCopy = List.copyOf(needsCopy);
    }
  }

  /** Milliseconds from the append in the source to being readable in the target. */
  public record Lag(double p50Millis, double p90Millis, double p99Millis, double maxMillis) {}
}
