package dev.pangaea.simulator.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A server in virtual time: it answers each request after a fixed service time, but nothing at all
 * during a stall; what arrives before the stall's end is answered right after it.
 */
final class StalledServer {
  private final long serviceNanos;
  private final long stallStartNanos;
  private final long stallEndNanos;
  private final List<Connection> connections = new ArrayList<>();
  private final PriorityQueue<Connection> busy =
      new PriorityQueue<>(Comparator.comparingLong(connection -> connection.replyNanos));
  private long nowNanos;

  StalledServer(long serviceNanos, long stallStartNanos, long stallEndNanos) {
    this.serviceNanos = serviceNanos;
    this.stallStartNanos = stallStartNanos;
    this.stallEndNanos = stallEndNanos;
  }

  /** Runs a loop over some connections until it is finished. */
  Tally run(LoadLoop loop, int connectionCount) {
    for (int i = 0; i < connectionCount; i++) {
      connections.add(new Connection());
    }
    connections.forEach(connection -> loop.ready(connection, nowNanos));
    while (!loop.finished(nowNanos)) {
      long reply = busy.isEmpty() ? Long.MAX_VALUE : busy.peek().replyNanos;
      nowNanos = Math.max(nowNanos, Math.min(reply, loop.nextTickNanos(nowNanos)));
      if (nowNanos == reply) {
        Connection connection = busy.remove();
        loop.ended(connection.operation, connection.intendedNanos, nowNanos, Outcome.ANSWERED);
        loop.ready(connection, nowNanos);
      } else if (loop.nextTickNanos(nowNanos) == Long.MAX_VALUE && busy.isEmpty()) {
        nowNanos++;
      }
      loop.tick(nowNanos);
    }
    return loop.close(nowNanos);
  }

  private final class Connection implements Client {
    private Operation operation = Operation.PUT;
    private long intendedNanos;
    private long replyNanos;

    @Override
    public void start(Operation operation, long key, long intendedNanos) {
      this.operation = operation;
      this.intendedNanos = intendedNanos;
      long reply = nowNanos + serviceNanos;
      replyNanos =
          reply > stallStartNanos && nowNanos < stallEndNanos
              ? stallEndNanos + serviceNanos
              : reply;
      busy.add(this);
    }
  }
}
