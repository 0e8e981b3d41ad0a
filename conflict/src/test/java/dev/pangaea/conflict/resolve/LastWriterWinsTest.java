package dev.pangaea.conflict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LastWriterWinsTest {
  private static final Version EAST_1 = version(1, "us-east-1");
  private static final Version EAST_3 = version(3, "us-east-1");
  private static final Version WEST_1 = version(1, "eu-west-1");
  private static final Version WEST_2 = version(2, "eu-west-1");
  private static final Version SOUTH_9 = version(9, "ap-south-1");

  @Test
  void whereNothingIsTheChangeIsNewer() {
    assertThat(Join.resolve(Optional.empty(), change(EAST_1)))
        .isEqualTo(new Resolution.Newer(state(EAST_1)));
  }

  @Test
  void aChangeThatWasSeenChangesNothing() {
    assertThat(resolve(state(EAST_1), change(EAST_1))).isEqualTo(new Resolution.Seen());
    assertThat(resolve(state(WEST_2, EAST_1), change(EAST_1))).isEqualTo(new Resolution.Seen());
  }

  @Test
  void aChangeThatSawTheItemReplacesIt() {
    assertThat(resolve(state(EAST_1), change(WEST_2, EAST_1)))
        .isEqualTo(new Resolution.Newer(state(WEST_2, EAST_1)));
  }

  @Test
  void ofTwoThatDidNotSeeEachOtherTheHigherVersionWins() {
    assertThat(resolve(state(WEST_2), change(EAST_3)))
        .isEqualTo(
            new Resolution.Conflict(
                state(EAST_3, WEST_2), state(WEST_2), state(EAST_3), Decided.ARRIVED_WON));
    assertThat(resolve(state(EAST_3), change(WEST_2)))
        .isEqualTo(
            new Resolution.Conflict(
                state(EAST_3, WEST_2), state(EAST_3), state(WEST_2), Decided.ARRIVED_LOST));
  }

  @Test
  void atOneTimeTheNameOfTheRegionDecides() {
    assertThat(resolve(state(WEST_1), change(EAST_1)))
        .isEqualTo(
            new Resolution.Conflict(
                state(EAST_1, WEST_1), state(WEST_1), state(EAST_1), Decided.ARRIVED_WON));
  }

  @Test
  void aCopyOfWhatIsHereBringsWhatElseItHadSeen() {
    assertThat(resolve(state(EAST_3), change(EAST_3, WEST_2, SOUTH_9)))
        .isEqualTo(new Resolution.Merged(state(EAST_3, WEST_2, SOUTH_9)));
    assertThat(resolve(state(EAST_3, WEST_2), change(WEST_2, SOUTH_9)))
        .isEqualTo(new Resolution.Merged(state(EAST_3, WEST_2, SOUTH_9)));
  }

  @Test
  void aCopyOfASettledConflictReplacesItsLoserWithoutAnother() {
    assertThat(resolve(state(WEST_2), change(EAST_3, WEST_2)))
        .isEqualTo(new Resolution.Newer(state(EAST_3, WEST_2)));
  }

  @Test
  void aTombstoneIsAWriteAsAnyOther() {
    ItemState deleted = new ItemState(EAST_3, context(EAST_3), new Content.Deleted());
    assertThat(resolve(deleted, change(WEST_2)))
        .isInstanceOfSatisfying(
            Resolution.Conflict.class,
            conflict -> assertThat(conflict.after().content()).isEqualTo(new Content.Deleted()));
  }

  @Property
  void theOutcomeIsTheSameWhicheverOfTwoWritesWasFirst(
      @ForAll("versions") Version one, @ForAll("versions") Version other) {
    if (!one.region().equals(other.region())) {
      assertThat(after(resolve(state(one), change(other))))
          .isEqualTo(after(resolve(state(other), change(one))));
    }
  }

  @Provide
  Arbitrary<Version> versions() {
    return Arbitraries.of(EAST_1, EAST_3, WEST_1, WEST_2, SOUTH_9);
  }

  private static ItemState after(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Seen() -> throw new AssertionError("two regions' writes differ");
      case Resolution.Merged(ItemState after) -> after;
      case Resolution.Newer(ItemState after) -> after;
      case Resolution.Conflict(ItemState after, ItemState _, ItemState _, Decided _) -> after;
    };
  }

  private static Resolution resolve(ItemState current, Change incoming) {
    return Join.resolve(Optional.of(current), incoming);
  }

  private static Change change(Version version, Version... seen) {
    return state(version, seen).asChange(World.KEY);
  }

  private static ItemState state(Version version, Version... seen) {
    Context context = context(version);
    for (Version one : seen) {
      context = context.with(one);
    }
    return new ItemState(version, context, content(version));
  }

  private static Context context(Version version) {
    return Context.of(version);
  }

  /** Each version has a content of its own. */
  private static Content content(Version version) {
    World world = new World(1);
    for (long left = version.time().millis(); left > 1; left--) {
      world.write(0, 0, false);
    }
    return world.write(0, 0, false).content();
  }

  private static Version version(long millis, String region) {
    return new Version(HybridTime.of(millis, 0), new RegionName(region));
  }
}
