package dev.pangaea.simulator.fault;

/** A fault of a whole link: of all its connections, open or yet to come. */
public sealed interface LinkFault extends Fault {

  /** Nothing listens: open connections are closed, new ones are refused. */
  record Down() implements LinkFault {}

  /** What is sent in the directions of the cut is held, not lost; no new connection comes about. */
  record Partition(Cut cut) implements LinkFault {}

  /**
   * A partition that comes and goes: {@code downMillis} cut, {@code upMillis} whole, from cut on.
   */
  record Flapping(Cut cut, long upMillis, long downMillis) implements LinkFault {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PERIOD_MILLIS_MAX = 1_000L * 3600 * 24 * 365;

    public Flapping {
      if (upMillis <= 0 || downMillis <= 0) {
        throw new IllegalArgumentException("upMillis and downMillis must be positive");
      }
      if (upMillis > PERIOD_MILLIS_MAX || downMillis > PERIOD_MILLIS_MAX) {
        throw new IllegalArgumentException("upMillis and downMillis must be under a year");
      }
      if (cut == Cut.NONE) {
        throw new IllegalArgumentException("direction must name what to cut");
      }
    }

    /** What is cut this long after the flapping began. */
    public Cut cutAt(long elapsedNanos) {
      return phaseNanos(elapsedNanos) < downMillis * NANOS_PER_MILLI ? cut : Cut.NONE;
    }

    /** How long, seen from {@code elapsedNanos}, until {@link #cutAt} changes. Positive. */
    public long untilChangeNanos(long elapsedNanos) {
      long phase = phaseNanos(elapsedNanos);
      long down = downMillis * NANOS_PER_MILLI;
      return phase < down ? down - phase : periodNanos() - phase;
    }

    private long phaseNanos(long elapsedNanos) {
      return elapsedNanos % periodNanos();
    }

    private long periodNanos() {
      return (upMillis + downMillis) * NANOS_PER_MILLI;
    }
  }
}
