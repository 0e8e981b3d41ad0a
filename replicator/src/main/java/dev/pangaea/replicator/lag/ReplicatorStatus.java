package dev.pangaea.replicator.lag;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/** How a replicator's links fare at one moment. */
public record ReplicatorStatus(RegionName target, List<LinkStatus> links) {
  public ReplicatorStatus {
    links = List.copyOf(links);
  }
}
