package dev.pangaea.simulator.lag;

/** The way of one table's changes from one region to another. */
public record Route(String source, String target, String table) implements Comparable<Route> {
  private static final String INTERNAL = "pangaea.";

  /** Whether applications know the table: the catalog is none of theirs. */
  public boolean ofApplications() {
    return !table.startsWith(INTERNAL);
  }

  @Override
  public int compareTo(Route other) {
    int bySource = source.compareTo(other.source);
    int byTarget = target.compareTo(other.target);
    return bySource != 0 ? bySource : byTarget != 0 ? byTarget : table.compareTo(other.table);
  }

  @Override
  public String toString() {
    return source + " → " + target + " " + table;
  }
}
