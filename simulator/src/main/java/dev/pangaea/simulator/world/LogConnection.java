package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A node's way to one partition of its region's log. Appends take time, arrive in their order, and
 * meet their {@link AppendFate}; what was handed over goes its way even if the node dies.
 */
final class LogConnection implements PartitionLog {
  private static final long FASTEST_NANOS = MILLI / 5;
  private static final long USUAL_NANOS = 2 * MILLI;
  private static final long GIVEN_UP_MILLIS = 3_000;
  static final long LATE_MILLIS = 6_000;

  private final Agenda agenda;
  private final RandomGenerator random;
  private final KeptLog log;
  private final Supplier<AppendFate> fates;
  private final Supplier<Boolean> reachable;
  private long lastArrivalNanos;

  LogConnection(
      Agenda agenda,
      RandomGenerator random,
      KeptLog log,
      Supplier<AppendFate> fates,
      Supplier<Boolean> reachable) {
    this.agenda = agenda;
    this.random = random;
    this.log = log;
    this.fates = fates;
    this.reachable = reachable;
  }

  @Override
  public void append(Bytes record, Consumer<AppendOutcome> listener) {
    switch (fates.get()) {
      case KEPT -> keep(record, hop(), listener);
      case SLOW -> keep(record, MILLI * random.nextLong(200, 1_500), listener);
      case KEPT_TWICE ->
          arrive(
              hop(),
              () -> {
                LogEntry entry = log.keep(record);
                log.keep(record);
                agenda.after(hop(), () -> listener.accept(appended(entry)));
              });
      case ANSWER_LOST -> {
        arrive(hop(), () -> log.keep(record));
        giveUp(listener);
      }
      case LATE -> {
        giveUp(listener);
        long late = random.nextLong(GIVEN_UP_MILLIS, LATE_MILLIS);
        agenda.after(late * MILLI, () -> log.keep(record));
      }
      case LOST -> giveUp(listener);
    }
  }

  @Override
  public long startOffset() throws LogUnavailableException {
    checkReachable();
    return log.start();
  }

  @Override
  public long endOffset() throws LogUnavailableException {
    checkReachable();
    return log.end();
  }

  @Override
  public void read(long from, long to, Consumer<LogEntry> reader) throws LogUnavailableException {
    checkReachable();
    if (from < log.start() || to > log.end()) {
      throw new RangeMissingException(
          "%s holds %d to %d".formatted(log, log.start(), log.end()), null);
    }
    log.from(from, (int) (to - from)).forEach(reader);
  }

  @Override
  public String toString() {
    return log.toString();
  }

  private void keep(Bytes record, long nanos, Consumer<AppendOutcome> listener) {
    arrive(
        nanos,
        () -> {
          LogEntry entry = log.keep(record);
          agenda.after(hop(), () -> listener.accept(appended(entry)));
        });
  }

  private void giveUp(Consumer<AppendOutcome> listener) {
    agenda.after(
        MILLI * random.nextLong(20, GIVEN_UP_MILLIS),
        () -> listener.accept(new AppendOutcome.InDoubt(unavailable())));
  }

  /** In the order in which they were handed over. */
  private void arrive(long nanos, Runnable what) {
    lastArrivalNanos = Math.max(lastArrivalNanos, agenda.nowNanos() + nanos);
    agenda.at(lastArrivalNanos, what);
  }

  private long hop() {
    return random.nextLong(FASTEST_NANOS, USUAL_NANOS);
  }

  private void checkReachable() throws LogUnavailableException {
    if (!reachable.get()) {
      throw unavailable();
    }
  }

  private LogUnavailableException unavailable() {
    return new LogUnavailableException(log + " does not answer", null);
  }

  private static AppendOutcome appended(LogEntry entry) {
    return new AppendOutcome.Appended(entry.offset(), entry.appendMillis());
  }
}
