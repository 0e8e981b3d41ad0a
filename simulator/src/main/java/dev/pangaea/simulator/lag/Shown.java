package dev.pangaea.simulator.lag;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Figures for a person. */
final class Shown {
  static final String UNKNOWN = "–";

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Shown() {}

  /** Such as {@code 340 ms}, {@code 9.4 s}, {@code 12 min 5 s}, {@code 30 h 2 min}. */
  static String duration(long millis) {
    if (millis < SECOND) {
      return millis + " ms";
    }
    if (millis < MINUTE) {
      return decimal(millis / 1e3) + " s";
    }
    if (millis < HOUR) {
      return "%d min %d s".formatted(millis / MINUTE, millis % MINUTE / SECOND);
    }
    return "%d h %d min".formatted(millis / HOUR, millis % HOUR / MINUTE);
  }

  static String duration(OptionalLong millis) {
    return millis.isPresent() ? duration(millis.getAsLong()) : UNKNOWN;
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String rate(double perSecond) {
    return (perSecond > 0 && perSecond < 10 ? decimal(perSecond) : number(Math.round(perSecond)))
        + "/s";
  }

  static String bytes(long bytes) {
    double shown = bytes;
    String unit = "B";
    for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
      if (shown < 1000) {
        break;
      }
      shown /= 1000;
      unit = next;
    }
    return (unit.equals("B") || shown >= 100 ? number(Math.round(shown)) : decimal(shown))
        + " "
        + unit;
  }

  static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Such as {@code 41 %, 5,300/s, 13.0 s left}. */
  static String progress(Progress progress) {
    StringBuilder text = new StringBuilder(progress.percent() + " %");
    OptionalDouble rate = progress.perSecond();
    if (rate.isPresent()) {
      text.append(", ").append(rate(rate.getAsDouble()));
    }
    OptionalLong left = progress.leftMillis();
    if (left.isPresent()) {
      text.append(", ").append(duration(left.getAsLong())).append(" left");
    }
    return text.toString();
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
