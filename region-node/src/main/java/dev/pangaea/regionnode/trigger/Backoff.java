package dev.pangaea.regionnode.trigger;

/** How long is waited after failures in a row: twice as long each time, up to a bound. */
final class Backoff {
  static final long FIRST_MILLIS = 200;
  static final long MILLIS_MAX = 60_000;
  private static final int DOUBLINGS_MAX = 10;

  private Backoff() {}

  /**
   * @param failures in a row, at least 1
   * @param draw from 0 to 1: so that those who failed together do not come again together
   */
  static long millis(int failures, double draw) {
    long whole =
        Math.min(MILLIS_MAX, FIRST_MILLIS << Math.min(DOUBLINGS_MAX, Math.max(0, failures - 1)));
    return whole / 2 + (long) (draw * (whole / 2));
  }
}
