package dev.pangaea.dashboards.console;

import java.util.List;

/**
 * What a region's node said of itself.
 *
 * @param visible how much of other regions is visible in this one
 */
public record NodeReading(List<TableFigures> tables, List<Visible> visible) {
  public NodeReading {
    tables = List.copyOf(tables);
    visible = List.copyOf(visible);
  }

  /** Every write that a region made in a table up to then is visible here. */
  public record Visible(String table, String source, long asOfMillis) {}

  long conflicts() {
    return tables.stream().mapToLong(TableFigures::conflicts).sum();
  }
}
