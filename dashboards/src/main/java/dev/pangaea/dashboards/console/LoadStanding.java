package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Optional;

/**
 * How the load stands.
 *
 * @param plan of the load that runs; empty if none does
 */
public record LoadStanding(Optional<LoadPlan> plan, List<RegionLoad> regions) {
  public static final LoadStanding NONE = new LoadStanding(Optional.empty(), List.of());

  public LoadStanding {
    regions = List.copyOf(regions);
  }

  /**
   * @param perSecond requests that were answered, lately
   * @param errors requests that failed, since the load started
   */
  public record RegionLoad(String name, double perSecond, long errors) {}

  public boolean running() {
    return plan.isPresent();
  }
}
