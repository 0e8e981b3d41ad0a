package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.leader.decide.WriteDecision;
import java.util.Optional;

/** What became of a write. */
public sealed interface WriteOutcome {
  /**
   * It counts.
   *
   * @param before the item that it met
   * @param after the item that it left
   * @param version that it was given; empty where it changed nothing, or as a part of a transaction
   */
  record Written(
      Optional<EncodedItem> before, Optional<EncodedItem> after, Optional<Version> version)
      implements WriteOutcome {
    public Written(Optional<EncodedItem> before, Optional<EncodedItem> after) {
      this(before, after, Optional.empty());
    }

    /** The same of a part of a transaction, whose version its own log will say. */
    Written unversioned() {
      return new Written(before, after);
    }
  }

  /** Its condition did not hold, and it changed nothing. @param before the item that it met */
  record ConditionFailed(Optional<EncodedItem> before) implements WriteOutcome {}

  /** It could not be made on the item that it met, and changed nothing. */
  record Invalid(String message) implements WriteOutcome {}

  /** It was not taken in and never will be: a transaction held its item for too long. */
  record Conflict() implements WriteOutcome {}

  /** It was not taken in and never will be: too many writes are waiting. */
  record Throttled() implements WriteOutcome {}

  /** It was not taken in and never will be: the partition has no leader that could. */
  record Unavailable() implements WriteOutcome {}

  /** It may or may not come to count: the log did not say within the bound. */
  record InDoubt() implements WriteOutcome {}

  /** What it comes to if all that it was decided on counts. */
  static WriteOutcome of(WriteDecision decision) {
    return switch (decision) {
      case WriteDecision.Changed(Change change, Optional<EncodedItem> before, CurrentItem after) ->
          new Written(before, after.visible(), Optional.of(change.version()));
      case WriteDecision.Unchanged(Optional<EncodedItem> item) -> new Written(item, item);
      case WriteDecision.ConditionFailed(Optional<EncodedItem> before) ->
          new ConditionFailed(before);
      case WriteDecision.Invalid(String message) -> new Invalid(message);
    };
  }
}
