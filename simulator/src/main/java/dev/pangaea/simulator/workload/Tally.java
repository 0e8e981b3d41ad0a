package dev.pangaea.simulator.workload;

import java.util.EnumMap;
import java.util.List;

/**
 * What one worker saw of the requests whose intended time lies in a window. Confined to one thread.
 *
 * <p>Latency percentiles hold every request that was answered with success and every one that was
 * lost, the latter with the time waited in vain; refused requests are counted by name only.
 * Throughput counts successes that came before the window's end.
 */
public final class Tally {
  private final Window window;
  private final EnumMap<Operation, OperationTally> operations = new EnumMap<>(Operation.class);
  private final ErrorCounts errors = new ErrorCounts();
  private final LatencyRecorder lately = new LatencyRecorder();
  private long errorsLately;
  private long bytesSent;
  private long bytesReceived;
  private long reconnects;
  private long connectFailures;

  public Tally(Window window) {
    this.window = window;
    for (Operation operation : Operation.values()) {
      operations.put(operation, new OperationTally());
    }
  }

  /** Counts the end of one request. */
  public void record(Operation operation, long intendedNanos, long nowNanos, Outcome outcome) {
    long latency = nowNanos - intendedNanos;
    boolean measured = window.holds(intendedNanos);
    boolean inTime = window.holds(nowNanos);
    OperationTally tally = operations.get(operation);
    switch (outcome) {
      case Outcome.Answered() -> {
        lately.record(latency);
        if (measured) {
          tally.answered(latency, inTime);
        }
      }
      case Outcome.Found(long items) -> {
        lately.record(latency);
        if (measured) {
          tally.found(items, latency, inTime);
        }
      }
      case Outcome.Missed() -> {
        lately.record(latency);
        if (measured) {
          tally.missed(latency, inTime);
        }
      }
      case Outcome.Refused(String error, String message) -> {
        errorsLately++;
        if (measured) {
          tally.refused();
          errors.record(error, message);
        }
      }
      case Outcome.Lost(String reason) -> {
        errorsLately++;
        if (measured) {
          tally.lost(latency);
          errors.record(reason, "");
        }
      }
    }
  }

  /** Counts what went over the wire for one request. */
  public void transferred(long nowNanos, long sent, long received) {
    if (window.holds(nowNanos)) {
      bytesSent += sent;
      bytesReceived += received;
    }
  }

  /** Counts a connection that was lost or closed by the endpoint, and is being made anew. */
  public void reconnecting(long nowNanos) {
    reconnects += window.holds(nowNanos) ? 1 : 0;
  }

  /** Counts an attempt to connect that failed. */
  public void connectFailed(long nowNanos) {
    connectFailures += window.holds(nowNanos) ? 1 : 0;
  }

  /** Moves what came since the last call, warm-up included, into a collector. */
  public void drainInto(Progress progress) {
    progress.add(lately, errorsLately);
    lately.clear();
    errorsLately = 0;
  }

  /** Adds up the workers' tallies of one window. */
  public static Report.Load sum(List<Tally> tallies, double seconds) {
    Tally sum = new Tally(Window.ALWAYS);
    tallies.forEach(sum::add);
    EnumMap<Operation, Report.Requests> requests = new EnumMap<>(Operation.class);
    sum.operations.forEach((operation, all) -> requests.put(operation, all.requests(seconds)));
    return new Report.Load(
        requests,
        sum.errors.list(),
        sum.bytesSent,
        sum.bytesReceived,
        sum.reconnects,
        sum.connectFailures);
  }

  /** Counts what another one counted. */
  public void add(Tally other) {
    operations.forEach((operation, tally) -> tally.add(other.operations.get(operation)));
    errors.add(other.errors);
    bytesSent += other.bytesSent;
    bytesReceived += other.bytesReceived;
    reconnects += other.reconnects;
    connectFailures += other.connectFailures;
  }
}
