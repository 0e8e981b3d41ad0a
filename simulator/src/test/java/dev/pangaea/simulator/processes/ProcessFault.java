package dev.pangaea.simulator.processes;

import dev.pangaea.simulator.fault.Direction;
import dev.pangaea.simulator.fault.StreamFault;
import dev.pangaea.simulator.fault.Toxic;
import dev.pangaea.simulator.link.Link;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong between two regions of processes, or in one of them. */
sealed interface ProcessFault {
  /** Nothing passes between the regions, until links heal. */
  record CutBothWays() implements ProcessFault {}

  /** What the first region sends is held, or what the second does, until links heal. */
  record CutOneWay(boolean first) implements ProcessFault {}

  /** Every link is slow, until links heal. */
  record Slow(int latencyMillis) implements ProcessFault {}

  /** Every connection over a link is reset. */
  record Reset() implements ProcessFault {}

  /** SIGKILL, and a new start. */
  record Kill(boolean first, RegionProcesses.Part part) implements ProcessFault {}

  /** The process stands still (SIGSTOP) while the other region goes on. */
  record Pause(boolean first, RegionProcesses.Part part) implements ProcessFault {}

  /** Links are whole again. */
  record Heal() implements ProcessFault {}

  static ProcessFault draw(SplittableRandom random) {
    boolean first = random.nextBoolean();
    RegionProcesses.Part[] parts = RegionProcesses.Part.values();
    RegionProcesses.Part part = parts[random.nextInt(parts.length)];
    return switch (random.nextInt(10)) {
      case 0 -> new CutBothWays();
      case 1 -> new CutOneWay(first);
      case 2 -> new Slow(random.nextInt(5, 120));
      case 3 -> new Reset();
      case 4, 5 -> new Kill(first, part);
      case 6 -> new Pause(first, part);
      default -> new Heal();
    };
  }

  /**
   * Lets it come about.
   *
   * @param othersGoOn returns once the other region has served for a while
   */
  default void strike(TwoRegions regions, Waiting othersGoOn)
      throws IOException, InterruptedException {
    switch (this) {
      case CutBothWays() -> regions.links.partition(List.of(regions.us.name, regions.eu.name));
      case CutOneWay(boolean first) ->
          regions.links.partitionOneWay(region(regions, first).name, region(regions, !first).name);
      case Slow(int latencyMillis) ->
          regions.links.links().forEach(link -> slow(link, latencyMillis));
      case Reset() -> regions.links.links().forEach(Link::resetConnections);
      case Kill(boolean first, RegionProcesses.Part part) ->
          region(regions, first).part(part).restart();
      case Pause(boolean first, RegionProcesses.Part part) -> {
        JavaProcess process = region(regions, first).part(part);
        process.pause();
        try {
          othersGoOn.in(region(regions, !first));
        } finally {
          process.resume();
        }
      }
      case Heal() -> regions.links.reset();
    }
  }

  /** Waits for a region. */
  interface Waiting {
    void in(RegionProcesses region);
  }

  private static void slow(Link link, int latencyMillis) {
    for (Direction direction : Direction.values()) {
      link.put(
          Toxic.of(
              "slow-" + direction.word(),
              direction,
              new StreamFault.Latency(latencyMillis, latencyMillis / 4)));
    }
  }

  private static RegionProcesses region(TwoRegions regions, boolean first) {
    return first ? regions.us : regions.eu;
  }
}
