package dev.pangaea.simulator.lag;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
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

  /** What is left out first where not all columns fit. */
  private static final List<String> LEAST =
      List.of("VISIBLE AS OF", "p90", "max", "CHANGES", "LAG p50");

  private static final String GAP = "  ";

  private LagText() {}

  /** A table with a heading, and below it what else is to be said. */
  public static List<String> table(Survey survey, Set<String> tables) {
    return table(survey, tables, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The same where so much fits: columns are left out, and then rows, which is said. A line takes
   * one row, and the last row stays free, for the cursor.
   */
  public static List<String> table(Survey survey, Set<String> tables, int columnsMax, int rowsMax) {
    List<RouteStanding> routes = survey.routes(tables);
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    routes.forEach(route -> rows.add(cells(route)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    List<Integer> shown = fitting(widths, columnsMax);
    List<String> told = rows.stream().map(row -> line(row, widths, shown)).toList();
    List<String> below = new ArrayList<>(asides(survey, tables));
    routes.forEach(route -> notes(route).forEach(note -> below.add(route.route() + ": " + note)));
    int room = Math.max(1, rowsMax - 1);
    int roomBelow = Math.min(below.size(), Math.max(room - told.size(), (room - 1) / 2));
    List<String> lines = new ArrayList<>();
    lines.add(told.getFirst());
    lines.addAll(
        bounded(
            told.subList(1, told.size()),
            room - roomBelow - 1,
            "… %d more, which do not fit; see --table"));
    lines.addAll(bounded(below, roomBelow, "… %d more lines"));
    return lines.stream().map(line -> cut(line, columnsMax)).toList();
  }

  private static List<String> bounded(List<String> lines, int max, String rest) {
    if (lines.size() <= max || max < 1) {
      return lines.subList(0, Math.min(lines.size(), max));
    }
    List<String> some = new ArrayList<>(lines.subList(0, max - 1));
    some.add(rest.formatted(lines.size() - some.size()));
    return some;
  }

  private static String cut(String line, int columnsMax) {
    return line.length() <= columnsMax ? line : line.substring(0, columnsMax - 1) + "…";
  }

  private static List<Integer> fitting(List<Integer> widths, int columnsMax) {
    List<Integer> shown = new ArrayList<>();
    for (int column = 0; column < widths.size(); column++) {
      shown.add(column);
    }
    for (String least : LEAST) {
      int width = shown.stream().mapToInt(widths::get).sum() + GAP.length() * (shown.size() - 1);
      if (width > columnsMax) {
        shown.remove((Integer) HEADINGS.indexOf(least));
      }
    }
    return shown;
  }

  /** What is to be said beside routes, a line each, the gravest first. */
  public static List<String> asides(Survey survey, Set<String> tables) {
    List<String> lines = new ArrayList<>();
    survey.silent().forEach(process -> lines.add(process + " does not answer"));
    survey
        .unshared(tables)
        .forEach(table -> lines.add(table + ": no two regions are known to hold it"));
    survey.underWay().forEach(work -> lines.add(work.toString()));
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

  private static String line(List<String> cells, List<Integer> widths, List<Integer> shown) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      String cell = cells.get(column);
      String room = " ".repeat(widths.get(column) - cell.length());
      boolean words = column < 2 || column == cells.size() - 1;
      line.append(words ? cell + room : room + cell).append(GAP);
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
    if (route.backlogRecords().isPresent() && route.backlogNow().isEmpty()) {
      notes.add(
          "its backlog was %s %s ago"
              .formatted(
                  Shown.number(route.backlogRecords().getAsLong()),
                  Shown.duration(route.backlogAgeMillis())));
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
