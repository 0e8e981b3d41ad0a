package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.function.Consumer;

/**
 * A log that deceives its leader in one way, as a leader would be deceived that is built wrongly.
 */
class TamperedLog implements PartitionLog {
  private final PartitionLog log;

  TamperedLog(PartitionLog log) {
    this.log = log;
  }

  @Override
  public void append(Bytes record, Consumer<AppendOutcome> listener) {
    log.append(record, listener);
  }

  @Override
  public long startOffset() throws LogUnavailableException {
    return log.startOffset();
  }

  @Override
  public long endOffset() throws LogUnavailableException {
    return log.endOffset();
  }

  @Override
  public void read(long from, long to, Consumer<LogEntry> reader) throws LogUnavailableException {
    log.read(from, to, reader);
  }

  /** Every record names the one before it, as if the chain were not looked at. */
  static TamperedLog unchained(PartitionLog log) {
    return new TamperedLog(log) {
      @Override
      public void read(long from, long to, Consumer<LogEntry> reader)
          throws LogUnavailableException {
        RecordId[] last = {RecordId.GENESIS};
        log.read(
            log.startOffset(),
            to,
            entry -> {
              LogEntry chained = chained(entry, last);
              if (entry.offset() >= from) {
                reader.accept(chained);
              }
            });
      }
    };
  }

  /** Claims are acknowledged and not appended, as if they were not needed. */
  static TamperedLog claimless(PartitionLog log) {
    return new TamperedLog(log) {
      @Override
      public void append(Bytes record, Consumer<AppendOutcome> listener) {
        try {
          long end = log.endOffset();
          if (end > 0 && LogRecordCodec.decode(record).body() instanceof Body.Noop) {
            listener.accept(new AppendOutcome.Appended(end, 0));
            return;
          }
        } catch (LogUnavailableException unavailable) {
          throw new AssertionError(unavailable);
        }
        log.append(record, listener);
      }
    };
  }

  /** Writes are acknowledged before anything is kept, as if nobody waited for the log. */
  static TamperedLog hasty(PartitionLog log) {
    return new TamperedLog(log) {
      @Override
      public void append(Bytes record, Consumer<AppendOutcome> listener) {
        long[] end = new long[1];
        try {
          end[0] = log.endOffset();
        } catch (LogUnavailableException unavailable) {
          throw new AssertionError(unavailable);
        }
        listener.accept(new AppendOutcome.Appended(end[0], 0));
        log.append(record, outcome -> {});
      }
    };
  }

  private static LogEntry chained(LogEntry entry, RecordId[] last) {
    try {
      LogRecord record = LogRecordCodec.decode(entry.record());
      LogRecord forged = new LogRecord(record.id(), last[0], record.clock(), record.body());
      last[0] = record.id();
      return new LogEntry(entry.offset(), entry.appendMillis(), LogRecordCodec.encode(forged));
    } catch (MalformedBytesException foreign) {
      return entry;
    }
  }
}
