package dev.pangaea.simulator.lag.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** One run, or two beside each other, as a page. */
public final class ReportHtml {
  private static final String LOG_BEGIN = "<pre id=\"hlog\">";
  private static final String LOG_END = "</pre>";
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
  private static final long FRESH_MILLIS = 2_000;

  private ReportHtml() {}

  /** A run; its log stands in the page, so that the page can be compared as well as the log. */
  public static String of(LagRun run) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>Replication lag: ").append(Page.escape(run.name())).append("</h1>\n");
    body.append("<p class=\"note\">").append(instant(run.beganMillis())).append("</p>\n");
    facts(run, body);
    body.append(
        "<h2>Write here, readable there</h2>\n<p class=\"note\">Measured from outside, from the moment at which a write was"
            + " due, so that what waits is counted from the start. A probe that never saw its write counts with the time"
            + " that it waited.</p>\n");
    percentiles(List.of(run), body);
    new Plots(List.of(run)).append(body);
    marks(run, body);
    body.append(
        "<h2>Raw</h2>\n<details><summary>HdrHistogram log: lags in nanoseconds by second and link; marks and what regions"
            + " said as comments</summary>\n");
    body.append(LOG_BEGIN).append(Page.escape(RunLog.write(run))).append(LOG_END);
    body.append("\n</details>\n");
    return Page.of("Lag: " + run.name(), body.toString());
  }

  /** Two runs beside each other. */
  public static String compare(LagRun one, LagRun other) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>Replication lag: two runs</h1>\n");
    for (LagRun run : List.of(one, other)) {
      body.append("<h2>")
          .append(run == one ? "A: " : "B: ")
          .append(Page.escape(run.name()))
          .append("</h2>\n<p class=\"note\">")
          .append(instant(run.beganMillis()))
          .append("</p>\n");
      facts(run, body);
      marks(run, body);
    }
    body.append("<h2>Write here, readable there</h2>\n");
    percentiles(List.of(one, other), body);
    new Plots(List.of(one, other)).append(body);
    return Page.of("Lag: " + one.name() + " and " + other.name(), body.toString());
  }

  /** The log in a page that {@link #of} made; any other text is taken for a log. */
  public static LagRun read(String text) {
    int begin = text.indexOf(LOG_BEGIN);
    int end = text.indexOf(LOG_END, Math.max(0, begin));
    return RunLog.read(
        begin < 0 || end < 0
            ? text
            : Page.unescape(text.substring(begin + LOG_BEGIN.length(), end)));
  }

  static String name(List<LagRun> runs, int run, String words) {
    return runs.size() == 1 ? words : (run == 0 ? "A " : "B ") + words;
  }

  private static void facts(LagRun run, StringBuilder body) {
    if (!run.facts().isEmpty()) {
      body.append("<table>\n");
      run.facts()
          .forEach(
              (name, value) ->
                  body.append(
                      "<tr><th>%s</th><td>%s</td></tr>%n"
                          .formatted(Page.escape(name), Page.escape(value))));
      body.append("</table>\n");
    }
  }

  private static void percentiles(List<LagRun> runs, StringBuilder body) {
    body.append("<div class=\"wide\"><table>\n<tr><th>link</th><th class=\"n\">probes</th>");
    for (double percentile : PERCENTILES) {
      body.append("<th class=\"n\">")
          .append(percentile == 100 ? "max" : "p" + trimmed(percentile))
          .append("</th>");
    }
    body.append("</tr>\n");
    List<String> links = new ArrayList<>();
    runs.forEach(
        run -> run.lags().keySet().stream().filter(l -> !links.contains(l)).forEach(links::add));
    for (String link : links) {
      for (int run = 0; run < runs.size(); run++) {
        Histogram total = runs.get(run).total(link);
        body.append("<tr><td>").append(Page.escape(name(runs, run, link)));
        body.append("</td><td class=\"n\">%,d</td>".formatted(total.getTotalCount()));
        for (double percentile : PERCENTILES) {
          body.append("<td class=\"n\">")
              .append(
                  total.getTotalCount() == 0
                      ? "–"
                      : millis(total.getValueAtPercentile(percentile) / 1e6))
              .append("</td>");
        }
        body.append("</tr>\n");
      }
    }
    body.append("</table></div>\n");
  }

  private static void marks(LagRun run, StringBuilder body) {
    if (run.marks().isEmpty()) {
      return;
    }
    body.append(
        "<table>\n<tr><th></th><th class=\"n\">at</th><th>what was done</th><th></th></tr>\n");
    for (int index = 0; index < run.marks().size(); index++) {
      Mark mark = run.marks().get(index);
      OptionalDouble fresh =
          mark.heals() ? run.secondsUntilFresh(mark, FRESH_MILLIS) : OptionalDouble.empty();
      body.append(
          "<tr><td>%d</td><td class=\"n\">%s s</td><td>%s</td><td>%s</td></tr>%n"
              .formatted(
                  index + 1,
                  String.format(Locale.ROOT, "%.1f", mark.atSeconds()),
                  Page.escape(mark.text()),
                  fresh.isPresent()
                      ? "no link staler than 2 s after %s"
                          .formatted(Axis.millis(Math.round(fresh.getAsDouble() * 10) * 100.0))
                      : ""));
    }
    body.append("</table>\n");
  }

  private static String millis(double millis) {
    return millis >= 10_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
        : millis >= 100
            ? String.format(Locale.ROOT, "%,.0f ms", millis)
            : String.format(Locale.ROOT, "%.1f ms", millis);
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
