package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.simulator.check.Violation;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node's way to its log that looks at what the node appends: nothing of a delivery that is taken
 * in may come from further ahead of the node's clock than it is told to bear. What was kept aside
 * may: something that has seen it has come.
 */
final class QuarantineWatch implements PartitionLog {
  private static final String PROMISE =
      "what comes from too far ahead is kept aside until its time has come";

  private final Setting setting;
  private final Machine machine;
  private final PartitionLog log;

  QuarantineWatch(Setting setting, Machine machine, PartitionLog log) {
    this.setting = setting;
    this.machine = machine;
    this.log = log;
  }

  @Override
  public void append(Bytes record, Consumer<AppendOutcome> listener) {
    LogRecord appended = LogRecordCodec.decode(record);
    if (appended.body() instanceof Body.Arrivals(Progress to, List<Arrival> arrivals)) {
      arrivals.forEach(this::look);
    }
    log.append(record, listener);
  }

  private void look(Arrival arrival) {
    long ahead = arrival.change().version().time().millis() - machine.clock().millis();
    if (arrival.standing() != Arrival.Standing.REFUSED && ahead > setting.aheadMillis()) {
      setting
          .violations()
          .accept(
              new Violation(
                  PROMISE,
                  "%s takes in %s, which is %d ms ahead"
                      .formatted(machine, arrival.change().version(), ahead)));
    }
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
