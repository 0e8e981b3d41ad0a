package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How everything stands at an instant.
 *
 * @param convergedAsOfMillis every write up to then is visible in all regions
 * @param conflicts of the region that knows of most
 */
public record Snapshot(
    long atMillis,
    List<Region> regions,
    List<Link> links,
    OptionalLong convergedAsOfMillis,
    long conflicts,
    LoadStanding load,
    ScenarioStanding scenario) {
  public Snapshot {
    regions = List.copyOf(regions);
    links = List.copyOf(links);
  }

  /**
   * A region.
   *
   * @param tables as last told, if it is not reachable
   */
  public record Region(
      String name, boolean reachable, Optional<Rates> rates, List<TableFigures> tables) {
    public Region {
      tables = List.copyOf(tables);
    }
  }

  /** What a region answers, over the time since the last look. */
  public record Rates(
      double writesPerSecond,
      double readsPerSecond,
      double errorsPerSecond,
      OptionalDouble p99Millis) {}

  /**
   * A link: from one region's log to another region.
   *
   * @param shape as link control says; empty while it does not
   * @param reachable whether all replicators of the target answer
   */
  public record Link(
      String name,
      String source,
      String target,
      Optional<LinkReading> shape,
      boolean reachable,
      Optional<LinkProgress> progress,
      OptionalLong visibleAsOfMillis) {
    boolean cut() {
      return shape.isPresent() && shape.get().cut();
    }
  }

  /**
   * How far a link's target is: lag and staleness are those of its worst table.
   *
   * @param backlogRecords of all tables together
   * @param backlogAgeMillis of the table that was last heard of longest ago
   * @param changesPerSecond of all tables together
   */
  public record LinkProgress(
      OptionalDouble lagP50Millis,
      OptionalDouble lagP99Millis,
      long stalenessMillis,
      long backlogRecords,
      OptionalLong backlogAgeMillis,
      double changesPerSecond,
      boolean needsCopy) {}

  Optional<Link> link(String name) {
    return links.stream().filter(link -> link.name().equals(name)).findAny();
  }
}
