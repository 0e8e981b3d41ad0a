package dev.pangaea.simulator.workload;

/** Arrivals on demand: one is due whenever it is asked for, between two times and up to a count. */
public final class ClosedLoopPacer implements Pacer {
  private final long startNanos;
  private final long endNanos;
  private long left;

  public ClosedLoopPacer(long startNanos, long endNanos, long count) {
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    this.left = count;
  }

  @Override
  public boolean due(long nowNanos) {
    return left > 0 && nowNanos >= startNanos && nowNanos < endNanos;
  }

  @Override
  public long take(long nowNanos) {
    left--;
    return nowNanos;
  }

  @Override
  public long nextDueNanos() {
    return left > 0 ? startNanos : Long.MAX_VALUE;
  }

  @Override
  public boolean over(long nowNanos) {
    return left == 0 || nowNanos >= endNanos;
  }
}
