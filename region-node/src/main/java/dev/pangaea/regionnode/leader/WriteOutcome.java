package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.Optional;

/** What became of a write. */
public sealed interface WriteOutcome {
  /** It counts. @param before the item that it replaced or deleted */
  record Written(Optional<EncodedItem> before) implements WriteOutcome {}

  /** It was not taken in and never will be: too many writes are waiting. */
  record Throttled() implements WriteOutcome {}

  /** It was not taken in and never will be: the partition has no leader that could. */
  record Unavailable() implements WriteOutcome {}

  /** It may or may not come to count: the log did not say within the bound. */
  record InDoubt() implements WriteOutcome {}
}
