package dev.pangaea.simulator.lag.report;

import dev.pangaea.simulator.lag.RouteStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Collects what comes of a run. Any thread may use it. */
public final class Recorder {
  private static final double NANOS_PER_SECOND = 1e9;

  private final SortedMap<String, SortedMap<Long, Histogram>> lags = new TreeMap<>();
  private final SortedMap<String, List<Look>> looks = new TreeMap<>();
  private final List<Mark> marks = new ArrayList<>();

  public static String link(String source, String target) {
    return source + "-to-" + target;
  }

  /**
   * A probe has ended.
   *
   * @param dueNanos when it was due, from the run's begin on
   * @param lagNanos from then until it was seen, or given up
   */
  public synchronized void lag(String link, long dueNanos, long lagNanos) {
    lags.computeIfAbsent(link, first -> new TreeMap<>())
        .computeIfAbsent(
            (long) (dueNanos / NANOS_PER_SECOND), second -> new Histogram(LagRun.DIGITS))
        .recordValue(Math.max(0, lagNanos));
  }

  public synchronized void look(double atSeconds, List<RouteStanding> routes) {
    for (RouteStanding route : routes) {
      looks
          .computeIfAbsent(
              link(route.route().source(), route.route().target()), first -> new ArrayList<>())
          .add(
              new Look(
                  atSeconds,
                  route.stalenessMillis(),
                  route.backlogNow(),
                  route.lag().isPresent()
                      ? OptionalDouble.of(route.lag().get().p50Millis())
                      : OptionalDouble.empty()));
    }
  }

  public synchronized void mark(Mark mark) {
    marks.add(mark);
  }

  public synchronized LagRun run(String name, long beganMillis, Map<String, String> facts) {
    TreeMap<String, List<Interval>> intervals = new TreeMap<>();
    lags.forEach(
        (link, seconds) ->
            intervals.put(
                link,
                seconds.entrySet().stream()
                    .map(each -> new Interval(each.getKey(), each.getValue().copy()))
                    .toList()));
    return new LagRun(name, beganMillis, facts, marks, intervals, looks);
  }
}
