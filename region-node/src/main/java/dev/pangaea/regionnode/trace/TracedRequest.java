package dev.pangaea.regionnode.trace;

import dev.pangaea.trace.TraceParent;
import dev.pangaea.trace.WriteTrace;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A request, and the writes of it that are told of. Writes are handed to leaders on the thread on
 * which the request is taken in, until that is done; they are answered on any thread.
 */
final class TracedRequest {
  private static final ThreadLocal<TracedRequest> UNDER_WAY = new ThreadLocal<>();

  private final String operation;
  private final Optional<TraceParent> caller;
  private final Instant start;
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();

  /** A write that counts. */
  record Write(WriteTrace trace, String table, String version, Instant start, Instant end) {}

  /**
   * @param caller the span in which the request was made, if it says so
   */
  TracedRequest(String operation, Optional<TraceParent> caller, Instant start) {
    this.operation = operation;
    this.caller = caller;
    this.start = start;
  }

  /** Takes it in. */
  void during(Runnable handling) {
    UNDER_WAY.set(this);
    try {
      handling.run();
    } finally {
      UNDER_WAY.remove();
    }
  }

  /** The one that this thread takes in just now. */
  static Optional<TracedRequest> underWay() {
    return Optional.ofNullable(UNDER_WAY.get());
  }

  void wrote(Write write) {
    writes.add(write);
  }

  Iterable<Write> writes() {
    return writes;
  }

  String operation() {
    return operation;
  }

  Optional<TraceParent> caller() {
    return caller;
  }

  Instant start() {
    return start;
  }
}
