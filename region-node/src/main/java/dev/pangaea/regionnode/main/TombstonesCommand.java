package dev.pangaea.regionnode.main;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code tombstones}: how many deletions regions remember, and whom they wait for. */
@Command(
    name = "tombstones",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells of each table how many tombstones of deleted items there are, when the oldest was deleted, and which"
          + " regions have not said yet that they have the deletions: a tombstone is dropped once all have.",
      "",
      "Exit status: 0, or 2 if a region does not answer."
    })
public final class TombstonesCommand implements Callable<Integer> {
  @Mixin private RegionPorts regions;

  @Override
  public Integer call() {
    return regions.print(new ControlPage("/tombstones"));
  }
}
