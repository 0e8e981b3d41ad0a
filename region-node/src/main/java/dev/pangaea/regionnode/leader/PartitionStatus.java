package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;

/**
 * How a partition's leader stands.
 *
 * @param phase READING, CLAIMING, LEADING or STOPPED
 * @param uncountedEntries entries of its log, read since the start, that do not count
 */
public record PartitionStatus(
    PartitionId partition,
    String phase,
    Applied applied,
    int waiting,
    long uncountedEntries,
    TombstoneStatus tombstones,
    QuarantineStatus quarantine,
    ExpiryStatus expiries) {
  public boolean leads() {
    return phase.equals(PartitionLeader.Phase.LEADING.name());
  }

  public boolean stopped() {
    return phase.equals(PartitionLeader.Phase.STOPPED.name());
  }
}
