package dev.pangaea.simulator.lag.report;

import dev.pangaea.simulator.lag.report.Plot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The plots of one run, or of two over each other. */
final class Plots {
  private static final int STYLES = 4;
  private static final int NINES = 3;

  private final List<LagRun> runs;
  private final Axis time;

  Plots(List<LagRun> runs) {
    this.runs = runs;
    this.time =
        new Axis.Even(runs.stream().mapToDouble(LagRun::seconds).max().orElse(1) * 1e3, true);
  }

  private interface Drawing {
    void draw(Plot plot, String name, String style, LagRun run, String link);
  }

  void append(StringBuilder body) {
    body.append(lagOverTime().html());
    body.append(percentiles().html());
    body.append(staleness().html());
    body.append(backlog().html());
  }

  private Plot lagOverTime() {
    List<Histogram> all = intervals().map(Interval::nanos).toList();
    double least = all.stream().mapToDouble(each -> each.getMinValue() / 1e6).min().orElse(1);
    double most = all.stream().mapToDouble(each -> each.getMaxValue() / 1e6).max().orElse(10);
    Plot plot =
        new Plot(
            "Lag of what was due in each second: median and, as dots, the highest",
            time,
            Axis.Powers.over(least, most));
    eachLink(
        plot,
        LagRun::lags,
        (into, name, style, run, link) -> {
          List<Interval> intervals = run.lags().getOrDefault(link, List.of());
          into.line(name, style, lags(intervals, 50)).dots("highest", style, lags(intervals, 100));
        });
    return marked(plot);
  }

  private Plot percentiles() {
    double most = intervals().mapToDouble(each -> each.nanos().getMaxValue() / 1e6).max().orElse(1);
    double least =
        intervals().mapToDouble(each -> each.nanos().getMinValue() / 1e6).min().orElse(1);
    Plot plot = new Plot("Lag by percentile", new Axis.Nines(NINES), Axis.Powers.over(least, most));
    eachLink(
        plot,
        LagRun::lags,
        (into, name, style, run, link) -> into.line(name, style, percentiles(run.total(link))));
    return plot;
  }

  private Plot staleness() {
    double most = looks().mapToDouble(look -> look.stalenessMillis().orElse(0)).max().orElse(1_000);
    Plot plot =
        new Plot(
            "Staleness; dashed, the median lag of what arrived in the last 10 s",
            time,
            new Axis.Even(Math.max(1_000, most * 1.05), true));
    eachLink(
        plot,
        LagRun::looks,
        (into, name, style, run, link) -> {
          List<Look> looks = run.looks().getOrDefault(link, List.of());
          into.line(name, style, points(looks, look -> optional(look.stalenessMillis())));
          into.line(
              "arrived",
              style + " dashed",
              points(looks, look -> look.arrivedP50Millis().stream().boxed()));
        });
    return marked(plot);
  }

  private Plot backlog() {
    double most = looks().mapToDouble(look -> look.backlogRecords().orElse(0)).max().orElse(10);
    Plot plot =
        new Plot("Backlog, in records", time, new Axis.Even(Math.max(10, most * 1.05), false));
    eachLink(
        plot,
        LagRun::looks,
        (into, name, style, run, link) ->
            into.line(
                name,
                style,
                points(
                    run.looks().getOrDefault(link, List.of()),
                    look -> optional(look.backlogRecords()))));
    return marked(plot);
  }

  /** Of two runs only the first one's marks are drawn: both are listed. */
  private Plot marked(Plot plot) {
    return plot.marks(runs.getFirst().marks());
  }

  private void eachLink(Plot plot, Function<LagRun, SortedMap<String, ?>> links, Drawing drawing) {
    int style = 0;
    for (int run = 0; run < runs.size(); run++) {
      for (String link : links.apply(runs.get(run)).keySet()) {
        String name = ReportHtml.name(runs, run, link.replace("-to-", " → "));
        drawing.draw(plot, name, "s" + style++ % STYLES, runs.get(run), link);
      }
    }
  }

  private Stream<Interval> intervals() {
    return runs.stream().flatMap(run -> run.lags().values().stream()).flatMap(List::stream);
  }

  private Stream<Look> looks() {
    return runs.stream().flatMap(run -> run.looks().values().stream()).flatMap(List::stream);
  }

  private static List<Point> lags(List<Interval> intervals, double percentile) {
    return intervals.stream()
        .map(
            each ->
                new Point(
                    each.atSeconds() * 1e3, each.nanos().getValueAtPercentile(percentile) / 1e6))
        .toList();
  }

  private static List<Point> percentiles(Histogram total) {
    List<Point> points = new ArrayList<>();
    double last = 100 - Math.pow(10, 2.0 - NINES);
    for (double rare = 100; rare > 100 - last; rare /= 1.12) {
      points.add(new Point(100 - rare, total.getValueAtPercentile(100 - rare) / 1e6));
    }
    points.add(new Point(last, total.getValueAtPercentile(last) / 1e6));
    return points;
  }

  private static List<Point> points(List<Look> looks, Function<Look, Stream<Double>> figure) {
    return looks.stream()
        .flatMap(look -> figure.apply(look).map(value -> new Point(look.atSeconds() * 1e3, value)))
        .toList();
  }

  private static Stream<Double> optional(OptionalLong value) {
    return value.stream().mapToObj(each -> (double) each);
  }
}
