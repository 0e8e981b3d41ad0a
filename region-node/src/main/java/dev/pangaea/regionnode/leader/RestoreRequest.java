package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.Side;
import java.util.Optional;

/**
 * One of a conflict's two writes is to be written again.
 *
 * @param side which; the loser if it is not said
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

  /** Whether the item may be replaced as it is now. */
  boolean isExpected(Optional<Version> now, LedgerRow row) {
    return switch (expected) {
      case Expected.AsDecided() ->
          now.isPresent() ? now.get().equals(row.version()) : row.leftNothing();
      case Expected.Of(Version version) -> now.equals(Optional.of(version));
      case Expected.Anything() -> true;
    };
  }
}
