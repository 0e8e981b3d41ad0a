package dev.pangaea.dashboards.console;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a timeline of faults stands, as link control says. */
public record ScenarioStanding(
    String name,
    String state,
    OptionalLong startedAtMillis,
    OptionalLong elapsedMillis,
    OptionalLong totalMillis,
    List<Step> steps) {
  public static final ScenarioStanding NONE =
      new ScenarioStanding(
          "", "none", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of());

  public ScenarioStanding {
    steps = List.copyOf(steps);
  }

  /**
   * @param state done, waiting or failed
   */
  public record Step(long atMillis, String text, String state, Optional<String> error) {}
}
