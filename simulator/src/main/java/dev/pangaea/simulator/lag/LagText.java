package dev.pangaea.simulator.lag;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** How far behind routes are, for a person. */
public final class LagText {
  private static final List<String> HEADINGS =
      List.of(
          "LINK",
          "TABLE",
          "LAG p50",
          "p90",
          "p99",
          "max",
          "STALENESS",
          "BACKLOG",
          "CHANGES",
          "VISIBLE AS OF");

  /** A backlog that is known for longer than that is told with its age. */
  private static final long BACKLOG_AGE_MILLIS = 5_000;

  private LagText() {}

  /** A table with a heading, and below it what else is to be said. */
  public static List<String> table(Survey survey, List<RouteStanding> routes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    routes.forEach(route -> rows.add(cells(route)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(line(row, widths));
    }
    routes.forEach(route -> notes(route).forEach(note -> lines.add(route.route() + ": " + note)));
    lines.addAll(asides(survey));
    return lines;
  }

  /** What is to be said beside routes, a line each. */
  public static List<String> asides(Survey survey) {
    List<String> lines = new ArrayList<>();
    survey.underWay().forEach(work -> lines.add(work.toString()));
    survey.silent().forEach(process -> lines.add(process + " does not answer"));
    return lines;
  }

  /** One line that says all of a route. */
  public static String line(long atMillis, RouteStanding route) {
    return Shown.instant(atMillis) + "  " + route.route() + "  " + words(route);
  }

  static String words(RouteStanding route) {
    String lag =
        route
            .lag()
            .map(
                each ->
                    "lag p50 %.0f p90 %.0f p99 %.0f max %.0f ms"
                        .formatted(
                            each.p50Millis(), each.p90Millis(), each.p99Millis(), each.maxMillis()))
            .orElse("lag " + Shown.UNKNOWN);
    String notes = notes(route).stream().map(note -> ", " + note).collect(Collectors.joining());
    return "%s, staleness %s, backlog %s, %s changes, visible as of %s%s"
        .formatted(
            lag,
            Shown.duration(route.stalenessMillis()),
            number(Figure.BACKLOG.of(route)),
            rate(route.changesPerSecond()),
            asOf(route),
            notes);
  }

  private static List<String> cells(RouteStanding route) {
    return List.of(
        route.route().source() + " → " + route.route().target(),
        route.route().table(),
        millis(Figure.LAG_P50.of(route)),
        millis(Figure.LAG_P90.of(route)),
        millis(Figure.LAG_P99.of(route)),
        millis(Figure.LAG_MAX.of(route)),
        Shown.duration(route.stalenessMillis()),
        number(Figure.BACKLOG.of(route)),
        rate(route.changesPerSecond()),
        asOf(route));
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String room = " ".repeat(widths.get(column) - cell.length());
      boolean words = column < 2 || column == cells.size() - 1;
      line.append(words ? cell + room : room + cell).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static List<String> notes(RouteStanding route) {
    List<String> notes = new ArrayList<>();
    route
        .catchUp()
        .ifPresent(
            each ->
                notes.add(
                    "catching up by %s records, %s left"
                        .formatted(
                            Shown.rate(each.perSecond().orElse(0)),
                            Shown.duration(each.leftMillis()))));
    if (route.backlogAgeMillis().orElse(0) >= BACKLOG_AGE_MILLIS) {
      notes.add("its backlog is as of " + Shown.duration(route.backlogAgeMillis()) + " ago");
    }
    if (!route.needsCopy().isEmpty()) {
      notes.add(route.needsCopy().size() + " partitions need a copy");
    }
    return notes;
  }

  private static String millis(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) + " ms" : Shown.UNKNOWN;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Shown.number(Math.round(value.getAsDouble())) : Shown.UNKNOWN;
  }

  private static String rate(OptionalDouble value) {
    return value.isPresent() ? Shown.rate(value.getAsDouble()) : Shown.UNKNOWN;
  }

  private static String asOf(RouteStanding route) {
    return route.visibleAsOfMillis().isPresent()
        ? Shown.instant(route.visibleAsOfMillis().getAsLong())
        : Shown.UNKNOWN;
  }
}
