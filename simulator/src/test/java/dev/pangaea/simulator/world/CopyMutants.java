package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.simulator.check.NaiveFold;
import java.util.List;
import java.util.function.Consumer;

/** What makes regions look as if they came together, or caught up, by other rules. */
final class CopyMutants {
  private CopyMutants() {}

  /** Leaves the last item out of each part of a copy. */
  static final class Partial implements Parts {
    @Override
    public PartitionLog log(PartitionLog log) {
      return new LogMutants.View(log) {
        @Override
        public void append(Bytes record, Consumer<AppendOutcome> listener) {
          super.append(partial(record), listener);
        }
      };
    }

    private static Bytes partial(Bytes bytes) {
      LogRecord record = LogRecordCodec.decode(bytes);
      if (!(record.body()
              instanceof Body.Copy(RegionName joining, Context floor, List<Change> changes))
          || changes.isEmpty()) {
        return bytes;
      }
      Body fewer = new Body.Copy(joining, floor, changes.subList(0, changes.size() - 1));
      return LogRecordCodec.encode(
          new LogRecord(record.id(), record.previous(), record.clock(), fewer));
    }
  }

  /** Takes in the logs of the others from where they end, not from where its copy begins. */
  static final class Late implements Parts {
    @Override
    public Position beginning(Position told, List<LogEntry> log) {
      return NaiveFold.of(log).position();
    }
  }

  /** Does not look where a log begins. */
  static final class Unaware implements Parts {
    @Override
    public long start(long offset) {
      return 0;
    }
  }
}
