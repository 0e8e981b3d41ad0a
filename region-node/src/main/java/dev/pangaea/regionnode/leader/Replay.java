package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.Optional;

/**
 * Folds the entries of a partition's log that are read, one after the other, as far as they count.
 * Notes what does not count, and whose records were met.
 */
final class Replay {
  /** What an entry comes to. */
  sealed interface Met {
    /** It counts, and is folded. */
    record Counting(LogRecord record) implements Met {}

    /** It was folded before, or does not count. */
    record Nothing() implements Met {}

    /** It is not what was folded before. */
    record Contradiction(String reason) implements Met {}
  }

  private final PartitionState state;
  private final HybridClock clock;
  private final long writer;
  private long uncountedEntries;
  private long uncountedUpTo = -1;
  private boolean strangersSeen;

  /**
   * @param writer who is no stranger
   */
  Replay(PartitionState state, HybridClock clock, long writer) {
    this.state = state;
    this.clock = clock;
    this.writer = writer;
  }

  /** Entries that do not count, each counted once however often it is read. */
  long uncountedEntries() {
    return uncountedEntries;
  }

  /** Whether records of other leaders were met since they were last forgotten. */
  boolean hasSeenStrangers() {
    return strangersSeen;
  }

  void forgetStrangers() {
    strangersSeen = false;
  }

  Met take(LogEntry entry, StoreBatch batch) {
    long next = state.applied().position().nextOffset();
    RecordId head = state.applied().position().head();
    Optional<LogRecord> decoded = decode(entry);
    if (entry.offset() < next) {
      boolean same =
          entry.offset() < next - 1 || decoded.map(LogRecord::id).equals(Optional.of(head));
      return same
          ? new Met.Nothing()
          : new Met.Contradiction(
              "the record at offset " + entry.offset() + " is not the one that was applied");
    }
    if (decoded.isPresent() && Chain.accepts(head, decoded.get())) {
      LogRecord record = decoded.get();
      clock.observe(record.clock());
      Fold.fold(state, record, entry.offset(), entry.appendMillis(), batch);
      strangersSeen |= record.id().writer() != writer;
      return new Met.Counting(record);
    }
    if (entry.offset() > uncountedUpTo) {
      uncountedUpTo = entry.offset();
      uncountedEntries++;
    }
    return new Met.Nothing();
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException foreign) {
      return Optional.empty();
    }
  }
}
