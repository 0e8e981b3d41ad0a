package dev.pangaea.replicator.lag.http;

import dev.pangaea.replicator.lag.LinkStatus;
import dev.pangaea.replicator.lag.ReplicatorStatus;
import dev.pangaea.replicator.lag.TableStatus;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A replicator's status as JSON. What is not known is {@code null}. */
final class StatusJson {
  private StatusJson() {}

  static String of(ReplicatorStatus status) {
    return json(
        "{\"target\":%s,\"links\":%s}",
        text(status.target().value()), list(status.links(), StatusJson::link));
  }

  private static String link(LinkStatus link) {
    return json(
        "{\"source\":%s,\"target\":%s,\"connections\":%d,\"lanes\":%d,\"reconnects\":%d,"
            + "\"circuitOpen\":%b,\"nodeAnswers\":%b,\"tables\":%s}",
        text(link.source().value()),
        text(link.target().value()),
        link.connections(),
        link.lanes(),
        link.reconnects(),
        link.circuitOpen(),
        link.nodeAnswers(),
        list(link.tables(), StatusJson::table));
  }

  private static String table(TableStatus table) {
    return json(
        "{\"table\":%s,\"partitions\":%d,\"lagP50Millis\":%s,\"lagP90Millis\":%s,"
            + "\"lagP99Millis\":%s,\"lagMaxMillis\":%s,\"stalenessMillis\":%d,"
            + "\"backlogRecords\":%d,\"backlogAgeMillis\":%s,"
            + "\"takenInEntries\":%d,\"backlogFallsPerSecond\":%s,"
            + "\"changesPerSecond\":%s,\"totals\":%s,\"needsCopy\":%s}",
        text(table.table()),
        table.partitions(),
        lag(table, TableStatus.Lag::p50Millis),
        lag(table, TableStatus.Lag::p90Millis),
        lag(table, TableStatus.Lag::p99Millis),
        lag(table, TableStatus.Lag::maxMillis),
        table.stalenessMillis(),
        table.backlogRecords(),
        table.backlogAgeMillis().isPresent() ? table.backlogAgeMillis().getAsLong() : "null",
        table.takenInEntries(),
        table.backlogFallsPerSecond().isPresent()
            ? number(table.backlogFallsPerSecond().getAsDouble())
            : "null",
        number(table.changesPerSecond()),
        totals(table.totals()),
        list(table.needsCopy(), halt -> text(halt.name().toLowerCase(Locale.ROOT))));
  }

  private static String lag(TableStatus table, ToDoubleFunction<TableStatus.Lag> figure) {
    return table.lag().map(lag -> number(figure.applyAsDouble(lag))).orElse("null");
  }

  private static String totals(TableStatus.Totals totals) {
    return json(
        "{\"applied\":%d,\"newerHere\":%d,\"duplicates\":%d,\"conflictsWon\":%d,"
            + "\"conflictsLost\":%d,\"refused\":%d,\"uncounted\":%d}",
        totals.applied(),
        totals.newerHere(),
        totals.duplicates(),
        totals.conflictsWon(),
        totals.conflictsLost(),
        totals.refused(),
        totals.uncounted());
  }

  private static String json(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static <T> String list(Collection<T> values, Function<T, String> json) {
    return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    for (char character : value.toCharArray()) {
      if (character == '"' || character == '\\') {
        json.append('\\').append(character);
      } else if (character < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        json.append(character);
      }
    }
    return json.append('"').toString();
  }
}
