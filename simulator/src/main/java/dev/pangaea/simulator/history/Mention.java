package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;

/**
 * A place in a region's log that speaks of an item.
 *
 * @param region whose log it is
 * @param atMillis when the record was appended, by that region's Kafka
 */
record Mention(RegionName region, EncodedKey key, long offset, long atMillis, Event event) {
  /** What a record says of the item. */
  sealed interface Event {
    /** Of which write it speaks. */
    Version version();

    /**
     * The region's own write.
     *
     * @param restoration whether it is an earlier one that lost a conflict, written again
     */
    record Written(Change change, boolean restoration) implements Event {
      @Override
      public Version version() {
        return change.version();
      }
    }

    /** A write that came from elsewhere, and how it stood to the item here. */
    record TakenIn(Change change, Standing standing) implements Event {
      @Override
      public Version version() {
        return change.version();
      }
    }

    /** What was left of a deletion is not needed any more. */
    record Dropped(Version version) implements Event {}
  }

  /** How much of the log it holds in memory. */
  long bytes() {
    return switch (event) {
      case Event.Written(Change change, boolean _) -> bytes(change);
      case Event.TakenIn(Change change, Standing _) -> bytes(change);
      case Event.Dropped _ -> 0;
    };
  }

  private static long bytes(Change change) {
    return change.content().visible().map(item -> (long) item.bytes().length()).orElse(0L);
  }
}
