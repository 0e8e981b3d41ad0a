package dev.pangaea.simulator.lag;

/**
 * Something long that a region is at.
 *
 * @param what such as {@code index by-date} or {@code replica}
 */
public record UnderWay(String region, String table, String what, Progress progress) {
  @Override
  public String toString() {
    return "%s %s: %s %s".formatted(region, table, what, Shown.progress(progress));
  }
}
