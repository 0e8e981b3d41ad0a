package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.version.HybridTime;

/**
 * How far a partition's own log has been folded into the store, and what the fold amounts to.
 *
 * @param clock the highest clock of the records folded: no later write of this region may be at or
 *     below it
 * @param items how many items there are, tombstones not counted
 * @param itemBytes the bytes of their keys and contents
 * @param conflicts how many conflicts have been decided since the beginning
 * @param nextTransactions the partition has taken part in all that the region's log of transactions
 *     says before this offset
 */
public record Applied(
    Position position,
    HybridTime clock,
    long items,
    long itemBytes,
    long conflicts,
    long nextTransactions) {
  public static final Applied NOTHING = new Applied(Position.START, HybridTime.ZERO, 0, 0, 0, 0);
}
