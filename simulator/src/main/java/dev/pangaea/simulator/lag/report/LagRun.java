package dev.pangaea.simulator.lag.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One run.
 *
 * @param facts what else is to be known of it: name and value, to be read by a person
 * @param lags by link, such as {@code us-east-1-to-eu-west-1}, from when a write was due until it
 *     was readable on the other side
 * @param looks by link
 */
public record LagRun(
    String name,
    long beganMillis,
    Map<String, String> facts,
    List<Mark> marks,
    SortedMap<String, List<Interval>> lags,
    SortedMap<String, List<Look>> looks) {
  static final int DIGITS = 3;

  public LagRun {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    marks = List.copyOf(marks);
    lags = Collections.unmodifiableSortedMap(new TreeMap<>(lags));
    looks = Collections.unmodifiableSortedMap(new TreeMap<>(looks));
  }

  /** The lags of a link over the whole run. */
  Histogram total(String link) {
    Histogram total = new Histogram(DIGITS);
    lags.getOrDefault(link, List.of()).forEach(interval -> total.add(interval.nanos()));
    return total;
  }

  double seconds() {
    double last = 1;
    for (Mark mark : marks) {
      last = Math.max(last, mark.atSeconds());
    }
    for (List<Interval> intervals : lags.values()) {
      last = Math.max(last, intervals.isEmpty() ? 0 : intervals.getLast().atSeconds() + 1);
    }
    for (List<Look> each : looks.values()) {
      last = Math.max(last, each.isEmpty() ? 0 : each.getLast().atSeconds());
    }
    return last;
  }

  /** How long after a mark no link was staler than a bound for the first time. */
  OptionalDouble secondsUntilFresh(Mark mark, long stalenessMillisMax) {
    double fresh = mark.atSeconds();
    for (List<Look> link : looks.values()) {
      OptionalDouble first =
          link.stream()
              .filter(look -> look.atSeconds() >= mark.atSeconds())
              .filter(look -> look.stalenessMillis().orElse(Long.MAX_VALUE) <= stalenessMillisMax)
              .mapToDouble(Look::atSeconds)
              .findFirst();
      if (first.isEmpty()) {
        return OptionalDouble.empty();
      }
      fresh = Math.max(fresh, first.getAsDouble());
    }
    return looks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(fresh - mark.atSeconds());
  }
}
