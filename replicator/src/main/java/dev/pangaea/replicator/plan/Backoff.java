package dev.pangaea.replicator.plan;

/** How long to wait after the n-th failure in a row: doubled each time up to a bound, jittered. */
public record Backoff(long firstMillis, long maxMillis) {
  private static final int DOUBLINGS_MAX = 30;

  /**
   * @param failures at least 1
   * @param chance drawn evenly from 0 to 1: the wait is between half of its full length and all of
   *     it
   */
  public long millis(int failures, double chance) {
    int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
    long full = Math.min(firstMillis << doublings, maxMillis);
    return Math.max(1, (long) (full * (0.5 + chance / 2)));
  }
}
