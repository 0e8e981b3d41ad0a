package dev.pangaea.regionnode.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How fast a figure has risen lately, by what it was when somebody looked. */
final class FillingRate {
  private static final Duration SPACING = Duration.ofSeconds(1);
  private static final Duration SPAN = Duration.ofSeconds(30);

  private record Look(long nanos, long figure) {}

  private final List<Look> looks = new ArrayList<>();

  /**
   * The rate per second since half a minute ago, or the last look before that, or the first; empty
   * until a second after the first.
   */
  OptionalDouble look(long nanos, long figure) {
    while (looks.size() > 1 && nanos - looks.get(1).nanos() >= SPAN.toNanos()) {
      looks.removeFirst();
    }
    if (looks.isEmpty() || nanos - looks.getLast().nanos() >= SPACING.toNanos()) {
      looks.addLast(new Look(nanos, figure));
    }
    Look first = looks.getFirst();
    long past = nanos - first.nanos();
    return past < SPACING.toNanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of((figure - first.figure()) * 1e9 / past);
  }
}
