package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Resolution;

/**
 * A conflict as the ledger keeps it, whole.
 *
 * @param offset the record of this region's log that decided it, and {@code index} the change
 *     within the record
 * @param after the state after the decision, with both contexts merged
 * @param here the state before it
 * @param arrived the change that came from another region
 */
public record StoredConflict(
    long offset,
    int index,
    long decidedMillis,
    EncodedKey key,
    ItemState after,
    ItemState here,
    ItemState arrived,
    Decided decided) {
  public StoredConflict(
      long offset, int index, long decidedMillis, EncodedKey key, Resolution.Conflict conflict) {
    this(
        offset,
        index,
        decidedMillis,
        key,
        conflict.after(),
        conflict.here(),
        conflict.arrived(),
        conflict.decided());
  }

  /** The side that {@link #after} was taken from, or the later one where it is of both. */
  public ItemState winner() {
    return arrivedIsAhead() ? arrived : here;
  }

  /** The side that is no longer visible, or is so in part. */
  public ItemState loser() {
    return arrivedIsAhead() ? here : arrived;
  }

  private boolean arrivedIsAhead() {
    return switch (decided) {
      case ARRIVED_WON -> true;
      case ARRIVED_LOST -> false;
      case MERGED -> arrived.version().compareTo(here.version()) > 0;
    };
  }
}
