package dev.pangaea.conflict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Last writer wins, over whole histories. */
class ConvergenceTest {
  @Property(tries = 2000)
  void regionsThatTookTheSameChangesHoldTheSameItemVersionAndContext(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<Step> steps) {
    World world = new World(regions);
    Step.play(steps, world);
    world.deliverAll();

    Optional<ItemState> expected = World.naive(world.allWrites());
    for (World.Region region : world.regions()) {
      assertThat(region.item).isEqualTo(expected);
    }
  }

  @Property(tries = 2000)
  void everyOrderOfDeliveryThatKeepsEachSourcesOrderEndsTheSame(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("steps") List<Step> steps,
      @ForAll long seed) {
    World world = new World(regions);
    Step.play(steps, world);
    Random random = new Random(seed);
    World.Region observer = new World.Region(new RegionName("observer"), 0);
    List<Change> taken = new ArrayList<>();
    List<List<Change>> logs = world.regions().stream().map(region -> region.log).toList();
    int[] next = new int[regions];
    for (int left = 60; left > 0; left--) {
      int source = random.nextInt(regions);
      int at = Math.min(next[source], logs.get(source).size() - 1);
      if (at < 0) {
        continue;
      }
      boolean again = random.nextInt(3) == 0;
      Change change = logs.get(source).get(again ? random.nextInt(at + 1) : at);
      next[source] += change == logs.get(source).get(at) ? 1 : 0;
      taken.add(change);
      observer.take(change);

      assertThat(observer.item).isEqualTo(World.naive(taken));
    }
  }

  @Property(tries = 2000)
  void aLocalWriteIsAboveAllThatItsRegionHasSeen(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<Step> steps) {
    World world = new World(regions);
    Step.play(steps, world);
    for (World.Region region : world.regions()) {
      Version before = new Version(region.highestSeen, region.name);
      Change change = world.write(world.regions().indexOf(region), 0, false);

      assertThat(change.version().time()).isGreaterThan(before.time());
      assertThat(region.item.orElseThrow().version()).isEqualTo(change.version());
    }
  }

  @Property(tries = 2000)
  void everyWriteWinsOrWasSeenByALaterOneOrIsInALedger(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<Step> steps) {
    World world = new World(regions);
    Step.play(steps, world);
    world.deliverAll();

    Set<Version> ledger = new HashSet<>();
    world.regions().forEach(region -> region.ledger.forEach(loser -> ledger.add(loser.version())));
    List<Change> writes = world.allWrites();
    for (Change write : writes) {
      boolean wins = world.region(0).item.orElseThrow().version().equals(write.version());
      boolean seen =
          writes.stream()
              .anyMatch(later -> later != write && later.context().covers(write.version()));
      assertThat(wins || seen || ledger.contains(write.version()))
          .as("%s wins, was seen, or is in a ledger", write.version())
          .isTrue();
    }
  }

  @Property(tries = 2000)
  void whatHasBeenTakenChangesNothingWhenItComesAgain(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<Step> steps) {
    World world = new World(regions);
    Step.play(steps, world);
    world.deliverAll();
    for (World.Region region : world.regions()) {
      for (Change change : world.allWrites()) {
        assertThat(region.take(change)).isEqualTo(new Resolution.Seen());
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Step.steps();
  }
}
