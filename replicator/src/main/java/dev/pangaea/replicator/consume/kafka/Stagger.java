package dev.pangaea.replicator.consume.kafka;

import java.time.Duration;

/**
 * When fetches are sent to a source that is far away. One fetch at a time sees a new entry only
 * once the fetch before it has come back and the next has gone out: on a link that takes L each
 * way, entries are L to 3 L late. So several lanes read the same logs, each sending its fetch in
 * its own slot of a common period a little longer than a round trip; whichever fetch is next at the
 * source takes a new entry along.
 *
 * @param lanes how many lanes read beside the first one; zero if the source is near, or so busy
 *     that reading it several times costs more than it brings
 * @param periodNanos how long it is from one slot of a lane to its next
 */
record Stagger(int lanes, long periodNanos) {
  static final Stagger NONE = new Stagger(0, Duration.ofMillis(1).toNanos());

  /** A source nearer than this is read by one lane. */
  static final long NEAR_NANOS = Duration.ofMillis(20).toNanos();

  /** How long a lane's fetch waits at the source for something new. */
  static final int FETCH_WAIT_MILLIS = 4;

  private static final long SLACK_NANOS = Duration.ofMillis(6).toNanos();
  private static final long GAP_NANOS = Duration.ofMillis(14).toNanos();
  static final int LANES_MAX = 24;
  private static final long BYTES_PER_SECOND_MAX = 64L << 20;

  /**
   * The lanes for round trips of such lengths and a source that writes so many bytes a second.
   *
   * @param behind whether so much waits at the source that the link is all taken up: then every
   *     further lane only takes a share of it for copies
   */
  static Stagger of(RoundTrip.Times roundTrip, long bytesPerSecond, boolean behind) {
    long period = roundTrip.usualNanos() + SLACK_NANOS;
    int lanes = (int) Math.min(LANES_MAX, (period + GAP_NANOS - 1) / GAP_NANOS);
    boolean affordable = bytesPerSecond * lanes <= BYTES_PER_SECOND_MAX;
    return roundTrip.leastNanos() < NEAR_NANOS || !affordable || behind
        ? NONE
        : new Stagger(lanes, period);
  }

  /** Whether so many lanes serve as well, so that opening others is not worth it. */
  boolean serves(int open) {
    return lanes == open || lanes > 0 && open > 0 && Math.abs(lanes - open) * 4 <= open;
  }

  /**
   * When a lane is to look for what its fetch brought, and to send the next one: at its first slot
   * at which the fetch sent now can be back.
   */
  long nextSlotNanos(int lane, long nowNanos) {
    long phase = lane * periodNanos / Math.max(1, lanes);
    long earliest = nowNanos + periodNanos / 2;
    return earliest + Math.floorMod(phase - earliest, periodNanos);
  }
}
