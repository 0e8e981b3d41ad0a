package dev.pangaea.simulator.lag.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** How long after a mark no link was staler than a bound, all of them at one moment. */
  OptionalDouble secondsUntilFresh(Mark mark, long stalenessMillisMax) {
    SortedMap<Double, Map<String, Look>> moments = new TreeMap<>();
    looks.forEach(
        (link, each) ->
            each.forEach(
                look ->
                    moments
                        .computeIfAbsent(look.atSeconds(), first -> new TreeMap<>())
                        .put(link, look)));
    Set<String> fresh = new TreeSet<>();
    for (Map.Entry<Double, Map<String, Look>> moment :
        moments.tailMap(mark.atSeconds()).entrySet()) {
      moment
          .getValue()
          .forEach(
              (link, look) -> {
                if (look.stalenessMillis().orElse(Long.MAX_VALUE) <= stalenessMillisMax) {
                  fresh.add(link);
                } else {
                  fresh.remove(link);
                }
              });
      if (fresh.size() == looks.size()) {
        return OptionalDouble.of(moment.getKey() - mark.atSeconds());
      }
    }
    return OptionalDouble.empty();
  }
}
