package dev.pangaea.conflict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.Mutations;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.NaiveItem.Write;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The join of all policies, over whole histories in which policies are switched at will. */
class JoinLawsTest {
  @Property(tries = 1000)
  void regionsThatTookTheSameChangesHoldTheSameAndWhatTheSetOfWritesComesTo(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<PolicyStep> steps) {
    PolicyWorld world = played(regions, steps);
    world.deliverAll();
    PolicyWorld.Region first = world.region(0);
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.item).isEqualTo(first.item);
      assertIsWhatItHasSeen(region);
    }
  }

  @Property(tries = 1000)
  void everyOrderOfDeliveryThatKeepsEachSourcesOrderEndsTheSame(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("steps") List<PolicyStep> steps,
      @ForAll long seed) {
    PolicyWorld world = played(regions, steps);
    Random random = new Random(seed);
    PolicyWorld.Region observer = new PolicyWorld.Region("observer", 0);
    int[] next = new int[regions];
    for (int left = 60; left > 0; left--) {
      int source = random.nextInt(regions);
      List<PolicyWorld.Logged> log = world.region(source).log;
      int at = Math.min(next[source], log.size() - 1);
      if (at < 0) {
        continue;
      }
      boolean again = random.nextInt(3) == 0;
      int taken = again ? random.nextInt(at + 1) : at;
      next[source] += taken == next[source] ? 1 : 0;
      observer.take(log.get(taken));
      assertIsWhatItHasSeen(observer);
    }
  }

  @Property(tries = 2000)
  void regionsThatDropTombstonesHoldTheSameAsThoseThatKeepThem(
      @ForAll @IntRange(min = 2, max = 3) int regions, @ForAll("dropping") List<PolicyStep> steps) {
    PolicyWorld world = new PolicyWorld(regions);
    world.region(0).write(ConflictPolicy.MERGEABLE, new Wish.Remove("a"), 1);
    world.region(0).write(ConflictPolicy.MERGEABLE, new Wish.Delete(), 1);
    world.deliverAll();
    world.tellAll();
    world.drop(0);
    PolicyStep.play(steps, world);
    world.deliverAll();
    Optional<ItemState> held =
        world.regions.stream().flatMap(region -> region.item.stream()).findFirst();
    for (PolicyWorld.Region region : world.regions) {
      if (region.item.isPresent()) {
        assertThat(region.item).isEqualTo(held);
        assertIsWhatItHasSeen(region);
      } else {
        assertThat(held.map(Join::visible).orElse(Item.EMPTY)).isEqualTo(Item.EMPTY);
      }
    }
  }

  @Property(tries = 500)
  void theJoinIsAssociativeCommutativeAndIdempotent(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("expiring") List<PolicyStep> steps,
      @ForAll long seed) {
    forDrawn(
        states(played(regions, steps)),
        seed,
        any -> {
          ItemState one = any.get();
          ItemState two = any.get();
          ItemState three = any.get();
          ItemState both = Join.join(one, two);
          assertThat(Join.join(two, one)).isEqualTo(both);
          assertThat(Join.join(one, one)).isEqualTo(one);
          assertThat(Join.join(both, two)).isEqualTo(both);
          assertThat(Join.join(both, three)).isEqualTo(Join.join(one, Join.join(two, three)));
        });
  }

  /** What was seen changes nothing, and what has seen all here replaces it: as a join would. */
  @Property(tries = 500)
  void everyResolutionIsTheJoin(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("expiring") List<PolicyStep> steps,
      @ForAll long seed) {
    forDrawn(
        states(played(regions, steps)),
        seed,
        any -> {
          ItemState here = any.get();
          Change change = any.get().asChange(PolicyWorld.KEY);
          ItemState after =
              switch (Join.resolve(Optional.of(here), change)) {
                case Resolution.Seen() -> here;
                case Resolution.Merged(ItemState merged) -> merged;
                case Resolution.Newer(ItemState newer) -> newer;
                case Resolution.Conflict conflict -> conflict.after();
              };
          assertThat(after).isEqualTo(Join.join(here, ItemState.of(change)));
        });
  }

  @Property(tries = 500)
  void whereOneWriteAccountsForEachItemTheHigherVersionWins(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("lastWriterWins") List<PolicyStep> steps,
      @ForAll long seed) {
    forDrawn(
        states(played(regions, steps)),
        seed,
        any -> {
          ItemState here = any.get();
          ItemState arrived = any.get();
          assertThat(arrived.stamps().isNone()).isTrue();
          Change change = arrived.asChange(PolicyWorld.KEY);
          assertThat(Join.resolve(Optional.of(here), change))
              .isEqualTo(NaiveLastWriterWins.resolve(Optional.of(here), change));
        });
  }

  /**
   * Every write is part of what is there, or was seen by a later one, or is in a ledger; but for an
   * expiry, which loses nothing where it takes nothing away, and a deletion of what has expired.
   */
  @Property(tries = 500)
  void everyWriteIsAccountedFor(
      @ForAll @IntRange(min = 2, max = 5) int regions, @ForAll("steps") List<PolicyStep> steps) {
    PolicyWorld world = played(regions, steps);
    world.deliverAll();
    List<Write> writes =
        world.regions.stream().flatMap(region -> region.log.stream()).map(w -> w.write()).toList();
    for (Write write : writes) {
      if (write.effects().getFirst() instanceof NaiveItem.Effect.Expire) {
        continue;
      }
      if (write.effects().getFirst() instanceof NaiveItem.Effect.Delete && expired(world)) {
        continue;
      }
      boolean seen =
          writes.stream()
              .anyMatch(later -> !later.equals(write) && later.context().covers(write.version()));
      boolean shown = isPartOf(world.region(0).item.orElseThrow(), write.version());
      boolean told =
          world.regions.stream()
              .flatMap(region -> region.ledger.stream())
              .anyMatch(
                  conflict ->
                      conflict.here().context().covers(write.version())
                          || conflict.arrived().context().covers(write.version()));
      assertThat(seen || shown || told).as("%s is accounted for", write).isTrue();
    }
  }

  @Property(tries = 300)
  void everyStateComesBackFromItsBytes(
      @ForAll @IntRange(min = 2, max = 5) int regions,
      @ForAll("steps") List<PolicyStep> steps,
      @ForAll long seed) {
    for (ItemState state : states(played(regions, steps))) {
      Bytes bytes = ItemStateCodec.encode(state);
      assertThat(ItemStateCodec.decode(bytes)).isEqualTo(state);
      Bytes damaged = Mutations.damaged(bytes, seed);
      Mutations.assertOnlyOneFormIsTaken(damaged, ItemStateCodec::decode, ItemStateCodec::encode);
    }
  }

  private static boolean expired(PolicyWorld world) {
    return world.region(0).item.filter(ItemState::isExpiry).isPresent();
  }

  private static boolean isPartOf(ItemState item, Version write) {
    return item.version().equals(write)
        || item.base().equals(write)
        || item.stamps().attributes().values().stream()
            .anyMatch(
                stamp ->
                    stamp.register().equals(write)
                        || stamp.marks().values().stream()
                            .anyMatch(mark -> mark.version().equals(write))
                        || new Version(
                                Optional.ofNullable(stamp.counts().get(write.region()))
                                    .map(Count::time)
                                    .orElse(HybridTime.ZERO),
                                write.region())
                            .equals(write));
  }

  @Provide
  Arbitrary<List<PolicyStep>> steps() {
    return PolicyStep.steps();
  }

  @Provide
  Arbitrary<List<PolicyStep>> expiring() {
    return Arbitraries.oneOf(PolicyStep.steps(), PolicyStep.expiring());
  }

  @Provide
  Arbitrary<List<PolicyStep>> dropping() {
    return PolicyStep.dropping();
  }

  @Provide
  Arbitrary<List<PolicyStep>> lastWriterWins() {
    return PolicyStep.lasting(Arbitraries.just(ConflictPolicy.LAST_WRITER_WINS));
  }

  private static PolicyWorld played(int regions, List<PolicyStep> steps) {
    PolicyWorld world = new PolicyWorld(regions);
    PolicyStep.play(steps, world);
    return world;
  }

  /** What regions hold and what they wrote. */
  private static List<ItemState> states(PolicyWorld world) {
    Set<ItemState> states = new HashSet<>();
    List<ItemState> all = new ArrayList<>();
    for (PolicyWorld.Region region : world.regions) {
      region.item.filter(states::add).ifPresent(all::add);
      for (PolicyWorld.Logged logged : region.log) {
        ItemState state = ItemState.of(logged.change());
        if (states.add(state)) {
          all.add(state);
        }
      }
    }
    return all;
  }

  /** Checks some of all the ways to choose states. */
  private static void forDrawn(
      List<ItemState> states, long seed, Consumer<Supplier<ItemState>> check) {
    Random random = new Random(seed);
    for (int tries = states.isEmpty() ? 0 : 20; tries > 0; tries--) {
      check.accept(() -> states.get(random.nextInt(states.size())));
    }
  }

  private static void assertIsWhatItHasSeen(PolicyWorld.Region region) {
    if (region.item.isEmpty()) {
      assertThat(region.seen).isEmpty();
      return;
    }
    ItemState item = region.item.get();
    assertThat(item.version()).isEqualTo(NaiveItem.version(region.seen));
    assertThat(item.context()).isEqualTo(NaiveItem.context(region.seen));
    assertThat(
            item.content() instanceof Content.Present
                ? Optional.of(Join.visible(item))
                : Optional.empty())
        .isEqualTo(NaiveItem.visible(region.seen, PolicyWorld.PK, PolicyWorld.PK_VALUE));
  }
}
