package dev.pangaea.simulator.workload;

/** When a workload sends its next request. */
public sealed interface Pace {
  /** As soon as a connection has its reply: the server sets the pace. */
  record Closed() implements Pace {}

  /**
   * At fixed times, whatever the server does: latency counts from the time at which a request
   * should have gone out.
   */
  record Open(long requestsPerSecond) implements Pace {
    public Open {
      if (requestsPerSecond < 1 || requestsPerSecond > 10_000_000) {
        throw new IllegalArgumentException(
            "A rate lies between 1 and 10,000,000 requests per second.");
      }
    }
  }

  /**
   * The pacer of one of several workers, from start to end in nanoseconds of the caller's clock.
   */
  default Pacer pacer(long startNanos, long endNanos, int worker, int workers) {
    return switch (this) {
      case Closed() -> new ClosedLoopPacer(startNanos, endNanos, Long.MAX_VALUE);
      case Open(long rate) -> new OpenLoopPacer(startNanos, endNanos, rate, worker, workers);
    };
  }
}
