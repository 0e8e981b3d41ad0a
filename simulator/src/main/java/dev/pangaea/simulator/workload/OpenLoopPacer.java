package dev.pangaea.simulator.workload;

/**
 * Arrivals at a fixed rate, shared out to workers in turn. Every intended time is computed from the
 * start, so neither rounding nor a late caller shifts the ones after it.
 */
public final class OpenLoopPacer implements Pacer {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long startNanos;
  private final long endNanos;
  private final long requestsPerSecond;
  private final int workers;
  private long arrival;
  private long nextNanos;

  public OpenLoopPacer(
      long startNanos, long endNanos, long requestsPerSecond, int worker, int workers) {
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    this.requestsPerSecond = requestsPerSecond;
    this.workers = workers;
    this.arrival = worker;
    this.nextNanos = intendedNanos(worker);
  }

  private long intendedNanos(long index) {
    return startNanos
        + index / requestsPerSecond * NANOS_PER_SECOND
        + index % requestsPerSecond * NANOS_PER_SECOND / requestsPerSecond;
  }

  @Override
  public boolean due(long nowNanos) {
    return nextNanos <= nowNanos && nextNanos < endNanos;
  }

  @Override
  public long take(long nowNanos) {
    long intended = nextNanos;
    arrival += workers;
    nextNanos = intendedNanos(arrival);
    return intended;
  }

  @Override
  public long nextDueNanos() {
    return nextNanos < endNanos ? nextNanos : Long.MAX_VALUE;
  }

  @Override
  public boolean over(long nowNanos) {
    return nowNanos >= endNanos;
  }
}
