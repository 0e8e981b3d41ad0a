package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.List;
import java.util.Optional;

/** What a read of several items at one moment comes to. */
public sealed interface ReadOutcome {
  /** What was at each place, in order; empty where there was nothing. */
  record Read(List<Optional<EncodedItem>> items) implements ReadOutcome {
    public Read {
      items = List.copyOf(items);
    }
  }

  /**
   * The items are more than may be read together. @param bytes of those that were read until then
   */
  record TooLarge(long bytes) implements ReadOutcome {}

  /** Transactions held some of the places for too long. @param held which, in order */
  record Conflict(List<Boolean> held) implements ReadOutcome {
    public Conflict {
      held = List.copyOf(held);
    }
  }

  record Throttled() implements ReadOutcome {}

  record Unavailable() implements ReadOutcome {}
}
