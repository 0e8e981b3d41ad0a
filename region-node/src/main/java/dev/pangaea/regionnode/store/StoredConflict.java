package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;

/**
 * A conflict as the ledger keeps it, whole.
 *
 * @param offset the record of this region's log that decided it, and {@code index} the change
 *     within the record
 * @param winner the state after the decision
 * @param loser the state that is no longer visible
 */
public record StoredConflict(
    long offset,
    int index,
    long decidedMillis,
    EncodedKey key,
    ItemState winner,
    ItemState loser) {}
