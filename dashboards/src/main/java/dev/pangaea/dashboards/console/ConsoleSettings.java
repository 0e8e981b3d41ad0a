package dev.pangaea.dashboards.console;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the console looks at, and where it is looked at.
 *
 * @param linkControl where links are cut; empty if there is none
 * @param bind the address of this machine to listen on
 * @param port zero for a free one
 */
public record ConsoleSettings(
    List<Region> regions, Optional<URI> linkControl, String bind, int port) {
  public ConsoleSettings {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("a console needs regions to look at");
    }
    if (regions.stream().map(Region::name).distinct().count() < regions.size()) {
      throw new IllegalArgumentException("a region is named twice");
    }
  }

  /**
   * A region and where it answers.
   *
   * @param api for applications
   * @param control the node's control port
   * @param replicators who bring it the changes of others
   */
  public record Region(String name, URI api, URI control, List<URI> replicators) {
    public Region {
      replicators = List.copyOf(replicators);
    }
  }

  public List<String> regionNames() {
    return regions.stream().map(Region::name).toList();
  }
}
