package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.Side;
import java.util.Optional;

/**
 * One of a conflict's two writes is to be written again.
 *
 * @param side which; the loser if it is not said, which it has to be of a merge
 */
public record RestoreRequest(ConflictAt conflict, Optional<Side> side, Expected expected) {
  /** What the item has to be now, so that nobody replaces unknowingly what is newer. */
  public sealed interface Expected {
    /** What the conflict left. */
    record AsDecided() implements Expected {}

    /** Of this version. */
    record Of(Version version) implements Expected {}

    /** Whatever it is. */
    record Anything() implements Expected {}
  }

  /** What is to be written again. */
  ItemState write(LedgerRow row) {
    return side.map(row::side).orElseGet(row::loser);
  }

  /** What speaks against it whatever the item is now. */
  Optional<RestoreOutcome> refusal(LedgerRow row) {
    if (!row.hasImages()) {
      return Optional.of(new RestoreOutcome.NothingLost());
    }
    return row.isMerge() && side.isEmpty()
        ? Optional.of(new RestoreOutcome.SideNotSaid())
        : Optional.empty();
  }

  /**
   * Whether the item may be replaced as it is now. A merge may change it under the version that it
   * has.
   */
  boolean isExpected(Optional<ItemState> now, LedgerRow row) {
    return switch (expected) {
      case Expected.AsDecided() ->
          now.isPresent()
              ? now.get().version().equals(row.version()) && now.get().content().equals(row.left())
              : row.left() instanceof Content.Deleted;
      case Expected.Of(Version version) -> now.map(ItemState::version).equals(Optional.of(version));
      case Expected.Anything() -> true;
    };
  }
}
