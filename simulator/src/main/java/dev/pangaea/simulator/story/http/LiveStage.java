package dev.pangaea.simulator.story.http;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.story.Scene;
import dev.pangaea.simulator.story.Stage;
import dev.pangaea.simulator.story.Step;
import dev.pangaea.simulator.story.Story;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Regions that run, and a global table of theirs whose key is one text. Stories are told one after
 * the other, each with keys that no other one has; what else writes the table meanwhile would keep
 * them from converging.
 */
public final class LiveStage implements Stage {
  private final HttpCalls calls;
  private final SortedMap<String, LiveRegion> regions = new TreeMap<>();
  private final URI linkControl;
  private final String table;
  private final String run;

  /**
   * @param calls closed by its owner
   * @param run a word that keeps the keys of this run apart from those of others
   */
  public LiveStage(
      HttpCalls calls, List<LiveRegion> regions, URI linkControl, String table, String run) {
    this.calls = calls;
    regions.forEach(region -> this.regions.put(region.name(), region));
    this.linkControl = linkControl;
    this.table = table;
    this.run = run;
  }

  @Override
  public Optional<String> refusal(Story story) {
    Optional<String> missing =
        story.regions().stream()
            .filter(region -> !regions.containsKey(region))
            .findFirst()
            .map(region -> "there is no region " + region);
    return missing.or(
        () ->
            story.lines().stream()
                .filter(line -> line.step() instanceof Step.OfWorlds)
                .findFirst()
                .map(line -> "only a world can: " + line.text()));
  }

  @Override
  public Scene begin(Story story) {
    LiveTable calling = new LiveTable(calls, table, story.name() + ":" + run + ":");
    LiveScene scene =
        new LiveScene(story.policy(), calling, new LiveLinks(calls, linkControl), regions);
    scene.begin();
    return scene;
  }
}
