package dev.pangaea.replicator.lag;

import java.util.ArrayDeque;
import java.util.OptionalDouble;

/**
 * How fast a backlog falls lately: from the highest that it was in the last seconds on, so that
 * what is written meanwhile counts against it. Any thread may use it.
 */
final class BacklogTrend {
  static final int SECONDS = 10;
  private static final long SPACING_MILLIS = 250;
  private static final long PAST_MILLIS_MIN = 1_000;

  private record Look(long millis, long backlog) {}

  private final ArrayDeque<Look> looks = new ArrayDeque<>();

  /** Whether a look is wanted: one in a quarter of a second is enough. */
  synchronized boolean due(long nowMillis) {
    return looks.isEmpty() || Math.abs(nowMillis - looks.getLast().millis()) >= SPACING_MILLIS;
  }

  synchronized void look(long nowMillis, long backlog) {
    forget(nowMillis);
    looks.addLast(new Look(nowMillis, backlog));
  }

  /** Records per second; empty unless it falls, and for a second at least. */
  synchronized OptionalDouble fallsPerSecond(long nowMillis, long backlog) {
    forget(nowMillis);
    if (looks.isEmpty()) {
      return OptionalDouble.empty();
    }
    Look highest = looks.getFirst();
    for (Look each : looks) {
      if (each.backlog() >= highest.backlog()) {
        highest = each;
      }
    }
    long past = nowMillis - highest.millis();
    return past < PAST_MILLIS_MIN || backlog >= highest.backlog()
        ? OptionalDouble.empty()
        : OptionalDouble.of((highest.backlog() - backlog) * 1e3 / past);
  }

  private void forget(long nowMillis) {
    while (!looks.isEmpty() && Math.abs(nowMillis - looks.getFirst().millis()) > SECONDS * 1_000L) {
      looks.removeFirst();
    }
  }
}
