package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Logs that make a node look as if it did not notice that they lost their end. One world each. */
final class LossMutants {
  private LossMutants() {}

  /** How far each log of the world has ever gone, whatever node has seen it, by its name. */
  private abstract static class Remembering implements Parts {
    private final Map<String, Long> ends = new HashMap<>();

    @Override
    public PartitionLog log(PartitionLog log) {
      return view(log, log.toString());
    }

    abstract PartitionLog view(PartitionLog log, String name);

    long seen(String name, long end) {
      return ends.merge(name, end, Math::max);
    }
  }

  /** Takes a log to end where it once did: claims, and is told another offset. */
  static final class Hesitant extends Remembering {
    @Override
    PartitionLog view(PartitionLog log, String name) {
      return new LogMutants.View(log) {
        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(record, outcome -> listener.accept(noted(outcome)));
        }

        @Override
        public long endOffset() throws LogUnavailableException {
          return seen(name, super.endOffset());
        }

        @Override
        public void read(long from, long to, Consumer<LogEntry> reader)
            throws LogUnavailableException {
          long end = Math.min(to, super.endOffset());
          if (from < end) {
            super.read(from, end, reader);
          }
        }

        private AppendOutcome noted(AppendOutcome outcome) {
          if (outcome instanceof AppendOutcome.Appended kept) {
            seen(name, kept.offset() + 1);
          }
          return outcome;
        }
      };
    }
  }

  /** Goes on as if what is lost were there still, and what it appends came after that. */
  static final class Undaunted extends Remembering {
    @Override
    PartitionLog view(PartitionLog log, String name) {
      return new LogMutants.View(log) {
        private long lost;

        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(record, outcome -> listener.accept(shifted(outcome)));
        }

        @Override
        public long endOffset() throws LogUnavailableException {
          long end = super.endOffset();
          long once = seen(name, end + lost);
          lost = once - end;
          return once;
        }

        @Override
        public void read(long from, long to, Consumer<LogEntry> reader)
            throws LogUnavailableException {
          if (lost == 0) {
            super.read(from, to, reader);
          }
        }

        private AppendOutcome shifted(AppendOutcome outcome) {
          if (outcome instanceof AppendOutcome.Appended(long offset, long millis)) {
            seen(name, offset + lost + 1);
            return new AppendOutcome.Appended(offset + lost, millis);
          }
          return outcome;
        }
      };
    }
  }
}
