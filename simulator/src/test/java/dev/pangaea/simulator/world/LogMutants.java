package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Logs that make a leader look as if it were built wrongly. */
final class LogMutants {
  private LogMutants() {}

  static class View implements PartitionLog {
    private final PartitionLog log;

    View(PartitionLog log) {
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
  }

  /** Takes every record that it reads to be the next one. */
  static final class Unchained implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      return new View(log) {
        @Override
        public void read(long from, long to, Consumer<LogEntry> reader)
            throws LogUnavailableException {
          RecordId[] last = {RecordId.GENESIS};
          log.read(
              0,
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

    private static LogEntry chained(LogEntry entry, RecordId[] last) {
      LogRecord record = LogRecordCodec.decode(entry.record());
      LogRecord forged = new LogRecord(record.id(), last[0], record.clock(), record.body());
      last[0] = record.id();
      return new LogEntry(entry.offset(), entry.appendMillis(), LogRecordCodec.encode(forged));
    }
  }

  /** Leads without having claimed. */
  static final class Claimless implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      return new View(log) {
        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          try {
            long end = endOffset();
            if (end > 0 && LogRecordCodec.decode(record).body() instanceof Body.Noop) {
              listener.accept(new AppendOutcome.Appended(end, 0));
              return;
            }
          } catch (LogUnavailableException unavailable) {
            listener.accept(new AppendOutcome.InDoubt(unavailable));
            return;
          }
          super.append(record, listener);
        }
      };
    }
  }

  /** Takes an append that nobody answers to have been kept. */
  static final class Hopeful implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      return new View(log) {
        private long next;

        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(
              record,
              outcome -> {
                long offset =
                    outcome instanceof AppendOutcome.Appended(long kept, long millis) ? kept : next;
                next = offset + 1;
                listener.accept(new AppendOutcome.Appended(offset, 0));
              });
        }

        @Override
        public long endOffset() throws LogUnavailableException {
          next = super.endOffset();
          return next;
        }
      };
    }
  }

  /**
   * Does not look at the offset that it is told: never sees that another has written in between.
   */
  static final class Gapless implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      return new View(log) {
        private long next;

        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(
              record,
              outcome ->
                  listener.accept(
                      switch (outcome) {
                        case AppendOutcome.Appended kept ->
                            new AppendOutcome.Appended(next++, kept.appendMillis());
                        case AppendOutcome.InDoubt doubt -> doubt;
                      }));
        }

        @Override
        public long endOffset() throws LogUnavailableException {
          next = super.endOffset();
          return next;
        }
      };
    }
  }

  /** Now and then waits for ever for what it appended. */
  static final class Mute implements Parts {
    private static final int EVERY = 30;

    @Override
    public PartitionLog log(PartitionLog log) {
      int[] appends = {0};
      return new View(log) {
        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          boolean mute = ++appends[0] % EVERY == 0;
          super.append(
              record,
              outcome -> {
                if (!mute) {
                  listener.accept(outcome);
                }
              });
        }
      };
    }
  }

  /** Of a delivery that is decided in several records it keeps the last alone. */
  static final class Abridging implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      Map<RecordId, Map<RegionName, Progress>> reachedAt = new HashMap<>();
      return new View(log) {
        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(LogRecordCodec.encode(abridged(LogRecordCodec.decode(record))), listener);
        }

        private LogRecord abridged(LogRecord record) {
          Map<RegionName, Progress> reached =
              new HashMap<>(reachedAt.getOrDefault(record.previous(), Map.of()));
          reachedAt.put(record.id(), reached);
          return record.body() instanceof Body.Arrivals(Progress progress, var arrivals)
                  && progress.equals(reached.put(progress.source(), progress))
              ? new LogRecord(
                  record.id(),
                  record.previous(),
                  record.clock(),
                  new Body.Arrivals(progress, List.of()))
              : record;
        }
      };
    }
  }
}
