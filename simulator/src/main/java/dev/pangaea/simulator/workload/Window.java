package dev.pangaea.simulator.workload;

/**
 * The measured part of a run, in nanoseconds of the run's clock: from start up to, not including,
 * end.
 */
public record Window(long startNanos, long endNanos) {
  /** All of time: for work that is counted whole. */
  public static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Whether a time lies in the window. */
  public boolean holds(long nanos) {
    return nanos >= startNanos && nanos < endNanos;
  }
}
