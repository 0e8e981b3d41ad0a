package dev.pangaea.simulator.demo;

import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.replicator.lag.LinkStatus;
import dev.pangaea.replicator.lag.TableStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The demo's one line about how it goes: writes per second in each region, per direction lag and
 * staleness, conflicts, and up to when the regions have converged.
 */
final class StatusLine {
  private final String table;
  private final List<DemoRegion> regions;
  private final Map<String, Double> writesBefore = new TreeMap<>();
  private long nanosBefore;

  StatusLine(String table, List<DemoRegion> regions, long nanosNow) {
    this.table = table;
    this.regions = regions;
    this.nanosBefore = nanosNow;
    regions.forEach(each -> writesBefore.put(name(each), each.node().writes()));
  }

  String next(long nanosNow) {
    double seconds = (nanosNow - nanosBefore) / 1e9;
    nanosBefore = nanosNow;
    List<String> parts = new ArrayList<>();
    for (DemoRegion region : regions) {
      double writes = region.node().writes();
      double rate = (writes - writesBefore.put(name(region), writes)) / seconds;
      parts.add(String.format(Locale.ROOT, "%s %,.0f writes/s", name(region), rate));
    }
    for (DemoRegion region : regions) {
      for (LinkStatus link : region.replicator().status().links()) {
        link.tables().stream()
            .filter(status -> status.table().equals(table))
            .forEach(status -> parts.add(direction(link, status)));
      }
    }
    parts.add("conflicts " + conflicts());
    converged().ifPresent(at -> parts.add("converged as of " + at));
    return String.join("  |  ", parts);
  }

  private static String direction(LinkStatus link, TableStatus status) {
    String lag =
        status
            .lag()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "lag p50 %.0f p99 %.0f ms",
                        each.p50Millis(),
                        each.p99Millis()))
            .orElse("lag –");
    return String.format(
        Locale.ROOT,
        "%s → %s  %s, staleness %.1f s",
        link.source(),
        link.target(),
        lag,
        status.stalenessMillis() / 1000.0);
  }

  /** Every write up to then is visible in all regions; empty while one has not heard of another. */
  private Optional<Instant> converged() {
    List<NodeStatus.Visible> visible =
        regions.stream()
            .flatMap(each -> each.node().status().visible().stream())
            .filter(each -> each.table().equals(table))
            .toList();
    return visible.size() < regions.size() * (regions.size() - 1)
        ? Optional.empty()
        : visible.stream()
            .map(each -> Instant.ofEpochMilli(each.asOfMillis()))
            .min(Instant::compareTo);
  }

  /**
   * Both regions decide the same conflicts, each for itself: the larger count is the number of
   * conflicts known.
   */
  private long conflicts() {
    return regions.stream().mapToLong(each -> each.node().status().conflicts()).max().orElse(0);
  }

  private static String name(DemoRegion region) {
    return region.node().region().value();
  }
}
