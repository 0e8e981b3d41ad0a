package dev.pangaea.simulator.workload;

/**
 * The arrivals of one worker, in order of time. An arrival that nobody takes stays due: the backlog
 * needs no queue. Confined to one thread; times are nanoseconds of the caller's clock.
 */
public interface Pacer {
  /** Whether an arrival has come and is not taken yet. */
  boolean due(long nowNanos);

  /** Takes the oldest due arrival and answers its intended time. */
  long take(long nowNanos);

  /**
   * When the next arrival comes, in the past if it is due; {@link Long#MAX_VALUE} if none comes any
   * more.
   */
  long nextDueNanos();

  /** Whether no arrival comes after this time. Arrivals that are due may still be waiting. */
  boolean over(long nowNanos);
}
