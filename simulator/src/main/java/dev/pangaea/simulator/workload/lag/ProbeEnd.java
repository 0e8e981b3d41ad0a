package dev.pangaea.simulator.workload.lag;

/**
 * One probe's end.
 *
 * @param dueNanos when its write was due
 * @param seen whether it was readable in the end; else it was given up
 */
public record ProbeEnd(long dueNanos, long endNanos, boolean seen) {
  /** From when the write was due: what waited for anything is counted from there. */
  public long lagNanos() {
    return endNanos - dueNanos;
  }
}
