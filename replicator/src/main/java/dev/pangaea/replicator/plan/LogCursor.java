package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import java.util.Optional;

/**
 * A place in a chained log and the rule for going on from it. Confined to one thread.
 *
 * <pre>
 * CHECKING ──the head is found below the place──▶ FOLLOWING ──nothing fits, offsets missing──▶ HALTED
 *     └──────────────────it is not there, or the log has no such place─────────────────────────▶
 * </pre>
 *
 * A cursor set to a place first reads a few entries before it, and goes on only once it has seen
 * the head there: so a log that lost a suffix and grew again is noticed.
 */
final class LogCursor {
  /** How many entries in a row may not count: more than a paused leader can leave behind. */
  static final int UNCOUNTED_RUN_MAX = 64;

  /** How many entries below the place are searched for the head: it is there, if at all. */
  static final int CHECKED_ENTRIES = UNCOUNTED_RUN_MAX + 1;

  /** How often the same missing offset is asked for. */
  static final int AHEAD_MAX = 8;

  /** How often in a row the log may be seen to end before the place. */
  static final int SHORTER_MAX = 10;

  private Position place;
  private boolean following;
  private boolean checkable = true;
  private int uncountedRun;
  private int aheadRun;
  private int shorterRun;
  private Optional<Halt> halt = Optional.empty();

  LogCursor(Position place) {
    this.place = place;
    this.following = place.head().equals(RecordId.GENESIS) || place.nextOffset() == 0;
  }

  Position place() {
    return place;
  }

  /** Whether the head was seen where it must be, so that the next entries are taken. */
  boolean following() {
    return following;
  }

  Optional<Halt> halt() {
    return halt;
  }

  /** The offset from which the log is to be read now. */
  long readFrom() {
    return following ? place.nextOffset() : Math.max(0, place.nextOffset() - CHECKED_ENTRIES);
  }

  Reading read(LogEntry entry) {
    if (halt.isPresent()) {
      return new Reading.Halted(halt.get());
    }
    if (entry.offset() < place.nextOffset()) {
      return check(entry);
    }
    if (entry.offset() > place.nextOffset()) {
      aheadRun++;
      return aheadRun > AHEAD_MAX ? halted(Halt.OFFSETS_MISSING) : new Reading.Ahead();
    }
    if (!following && checkable) {
      return halted(Halt.HEAD_NOT_FOUND);
    }
    return follow(entry);
  }

  /**
   * Takes note of where the log starts and ends now. Seen to end too early once may be a leader
   * that has just changed, and the head is looked for again; seen so again and again is a lost
   * suffix.
   */
  void bounds(long logStart, long logEnd) {
    if (halt.isPresent()) {
      return;
    }
    if (logEnd < place.nextOffset()) {
      following = head().equals(RecordId.GENESIS);
      shorterRun++;
    } else {
      shorterRun = 0;
    }
    if (logStart > place.nextOffset()) {
      halt = Optional.of(Halt.BEHIND_RETENTION);
    } else if (shorterRun > SHORTER_MAX) {
      halt = Optional.of(Halt.LOG_SHORTER);
    } else if (!following && logStart > readFrom()) {
      checkable = false;
      following = logStart == place.nextOffset();
    }
  }

  private Reading check(LogEntry entry) {
    if (!following) {
      following = decode(entry).filter(record -> record.id().equals(head())).isPresent();
      if (!following && entry.offset() == place.nextOffset() - 1) {
        if (checkable) {
          return halted(Halt.HEAD_NOT_FOUND);
        }
        following = true;
      }
    }
    return new Reading.Known();
  }

  private Reading follow(LogEntry entry) {
    following = true;
    aheadRun = 0;
    shorterRun = 0;
    Optional<LogRecord> record = decode(entry);
    if (record.isPresent() && Chain.accepts(head(), record.get())) {
      uncountedRun = 0;
      place = new Position(entry.offset() + 1, record.get().id());
      return new Reading.Counts(record.get());
    }
    place = new Position(entry.offset() + 1, head());
    uncountedRun++;
    if (uncountedRun > UNCOUNTED_RUN_MAX) {
      return halted(Halt.NOTHING_FITS);
    }
    return new Reading.Uncounted(
        record.isPresent() ? Reading.Reason.OUT_OF_CHAIN : Reading.Reason.MALFORMED);
  }

  private RecordId head() {
    return place.head();
  }

  private Reading halted(Halt why) {
    halt = Optional.of(why);
    return new Reading.Halted(why);
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
