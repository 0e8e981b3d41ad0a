package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a region's node said of itself.
 *
 * @param logEntries how long each table's logs are, over all partitions
 * @param visible how much of other regions is visible in this one
 */
public record NodeReading(
    List<TableFigures> tables, Map<String, Long> logEntries, List<Visible> visible) {
  public NodeReading {
    tables = List.copyOf(tables);
    logEntries = Map.copyOf(logEntries);
    visible = List.copyOf(visible);
  }

  /** Every write that a region made in a table up to then is visible here. */
  public record Visible(String table, String source, long asOfMillis) {}

  OptionalLong logEntries(String table) {
    Long entries = logEntries.get(table);
    return entries == null ? OptionalLong.empty() : OptionalLong.of(entries);
  }

  long conflicts() {
    return tables.stream().mapToLong(TableFigures::conflicts).sum();
  }
}
