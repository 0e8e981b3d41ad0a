package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Loss;
import dev.pangaea.conflict.resolve.Resolution;

/**
 * A conflict as a partition's fold met it, whole.
 *
 * @param rule the policy that decided
 * @param after the state after the decision, with both contexts merged
 * @param here the state before it
 * @param arrived the change that came from another region
 */
public record Conflict(
    ConflictAt at,
    EncodedKey key,
    String rule,
    Decided decided,
    ItemState after,
    ItemState here,
    ItemState arrived) {
  public Conflict(ConflictAt at, EncodedKey key, String rule, Resolution.Conflict conflict) {
    this(at, key, rule, conflict.decided(), conflict.after(), conflict.here(), conflict.arrived());
  }

  Loss loss(Side side) {
    return switch (side) {
      case HERE -> Loss.of(here, arrived, after);
      case ARRIVED -> Loss.of(arrived, here, after);
    };
  }

  /** Whether the change that came is the one that stays, or the later one where both do in part. */
  boolean arrivedIsAhead() {
    return switch (decided) {
      case ARRIVED_WON -> true;
      case ARRIVED_LOST -> false;
      case MERGED -> arrived.version().compareTo(here.version()) > 0;
    };
  }
}
