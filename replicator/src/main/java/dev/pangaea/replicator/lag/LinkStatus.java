package dev.pangaea.replicator.lag;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/**
 * How one link fares.
 *
 * @param connections to the source's log, open now
 * @param lanes how many readers of the same logs take turns: more than one on a long link
 * @param reconnects connections opened in the place of others that were lost
 * @param circuitOpen whether the target's node is not asked for a moment, since it failed
 * @param nodeAnswers whether the target's node answered when it was last asked
 */
public record LinkStatus(
    RegionName source,
    RegionName target,
    long connections,
    int lanes,
    long reconnects,
    boolean circuitOpen,
    boolean nodeAnswers,
    List<TableStatus> tables) {
  public LinkStatus {
    tables = List.copyOf(tables);
  }
}
