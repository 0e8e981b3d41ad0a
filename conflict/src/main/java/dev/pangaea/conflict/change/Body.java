package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;

/** What a log record says. */
public sealed interface Body {
  /** Nothing: claims the log for a new leader, or carries the clock of a quiet one. */
  record Noop() implements Body {}

  /** Writes made in this log's own region, in their order. Other regions take these. */
  record Writes(List<Change> changes) implements Body {
    public Writes {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Changes taken in from another region's log, and how far that log is taken in with them. Never
   * shipped again.
   */
  record Arrivals(Progress progress, List<Arrival> arrivals) implements Body {
    public Arrivals {
      arrivals = List.copyOf(arrivals);
    }
  }

  /**
   * A part of this region's store, of whatever origin, written into its log for a region that joins
   * the table. It changes nothing here.
   *
   * @param joining the region that it is for
   * @param floor of the tombstones that this region has dropped: see {@link Dropped}
   */
  record Copy(RegionName joining, Context floor, List<Change> changes) implements Body {
    public Copy {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Transactions of this region that are committed by this record. Only in the region's log of
   * transactions: each partition concerned takes part with a {@link Part} of its own log.
   */
  record Transactions(List<Transaction> transactions) implements Body {
    public Transactions {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * Writes made in this log's own region, by transactions. Other regions take these.
   *
   * @param nextTransactions with them this partition has taken part in all that the region's log of
   *     transactions says before this offset
   */
  record Part(long nextTransactions, List<Change> changes) implements Body {
    public Part {
      changes = List.copyOf(changes);
    }
  }

  /**
   * How far this region has taken in the others' logs, for them to hear. It changes nothing here.
   */
  record Told(Watermarks watermarks) implements Body {}

  /**
   * Tombstones that this region needs no longer. Never shipped: other regions drop theirs by
   * themselves.
   *
   * @param floor covers all that any tombstone dropped so far had seen. A write of an item that is
   *     missing has seen it too, so that where the tombstone is still kept the write follows it
   */
  record Dropped(Context floor, List<Tombstone> tombstones) implements Body {
    public Dropped {
      tombstones = List.copyOf(tombstones);
    }
  }

  /**
   * One of a conflict's two writes, written again in this log's own region. Once for each conflict.
   * Other regions take it as any write.
   *
   * @param conflict one that this log has decided before
   */
  record Restoration(ConflictAt conflict, Change change) implements Body {}

  /**
   * Changes that were {@linkplain Arrival.Standing#REFUSED kept aside} and are taken in now, each
   * as if it had just arrived. Never shipped.
   */
  record Released(List<Arrival> arrivals) implements Body {
    public Released {
      arrivals = List.copyOf(arrivals);
    }
  }

  /**
   * From here on what this log changes in items is told by a stream of this region, or by none. It
   * changes no item, and is never shipped: each region has streams of its own. Since it stands in
   * the log, what is in a stream follows from the log alone.
   *
   * @param stream the stream that goes on or begins here; any other one ends here
   */
  record Streaming(Optional<StreamWord> stream) implements Body {}
}
