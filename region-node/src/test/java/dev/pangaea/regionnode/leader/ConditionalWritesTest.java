package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.conditionFailed;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.replaced;
import static dev.pangaea.regionnode.leader.LeaderFixtures.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Writes that look at the item that they meet. */
class ConditionalWritesTest {
  private static final Optional<String> MISSING = Optional.empty();
  private static final WriteOutcome UNAVAILABLE = new WriteOutcome.Unavailable();

  private final LeaderWorld world = LeaderWorld.leading();

  @Test
  void comeAboutOnlyWhereTheirConditionHolds() {
    Told<WriteOutcome> first = write(Wish.putIf("a", "1", MISSING));
    Told<WriteOutcome> second = write(Wish.putIf("a", "2", MISSING));
    Told<WriteOutcome> third = write(Wish.putIf("a", "3", Optional.of("1")));
    Told<WriteOutcome> fourth = write(Wish.deleteIf("a", Optional.of("1")));
    world.node.settle();
    assertThat(first.outcomes()).containsExactly(written("1"));
    assertThat(second.outcomes()).containsExactly(conditionFailed("1"));
    assertThat(third.outcomes()).containsExactly(replaced("1", "3"));
    assertThat(fourth.outcomes()).containsExactly(conditionFailed("3"));
    assertThat(world.folded().writes()).hasSize(2);
  }

  @Test
  void areToldOfAFailureOnlyOnceWhatTheyMetCounts() {
    world.log.nextFates(Fate.HELD);
    world.write("a", "1");
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    world.log.nextFates(Fate.HELD);
    Told<WriteOutcome> change = world.write("a", "2");
    Told<WriteOutcome> fails = write(Wish.putIf("a", "3", Optional.of("1")));
    assertThat(fails.outcomes()).isEmpty();
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(change.outcomes()).containsExactly(replaced("1", "2"));
    assertThat(fails.outcomes()).containsExactly(conditionFailed("2"));
  }

  @Test
  void areDecidedAnewByNobodyWhenWhatTheyMetIsLost() {
    world.log.nextFates(Fate.HELD);
    world.write("b", "under way");
    Told<WriteOutcome> change = world.write("a", "1");
    Told<WriteOutcome> fails = write(Wish.putIf("a", "2", MISSING));
    world.log.nextFates(Fate.IN_DOUBT_LOST);
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(change.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(fails.outcomes()).containsExactly(UNAVAILABLE);
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void holdUpNobodyWhenNothingChanges() {
    Told<WriteOutcome> fails = write(Wish.putIf("a", "1", Optional.of("0")));
    assertThat(fails.outcomes())
        .containsExactly(new WriteOutcome.ConditionFailed(Optional.empty()));
    assertThat(world.folded().writes()).isEmpty();
  }

  @Test
  void updatesBuildOnEachOther() {
    List<Told<WriteOutcome>> all = new ArrayList<>();
    world.log.nextFates(Fate.HELD);
    for (int index = 1; index <= 20; index++) {
      all.add(write(Wish.update("a", "v" + index)));
    }
    world.log.settle(Fate.ACKNOWLEDGED);
    world.node.settle();
    assertThat(all).allSatisfy(each -> assertThat(each.outcomes()).hasSize(1));
    assertThat(world.read("a")).isEqualTo("v20");
    assertThat(world.folded().records()).hasSize(3);
    assertThat(NaiveFold.of(world.memory)).isEqualTo(world.folded().state());
  }

  @Test
  void anUpdateThatCannotBeMadeLeavesTheItemAlone() {
    world.write("a", "1");
    world.node.settle();
    Told<WriteOutcome> told = world.write(Wish.impossible("a"));
    Told<WriteOutcome> next = world.write("a", "2");
    world.node.settle();
    assertThat(told.outcomes())
        .containsExactly(
            new WriteOutcome.Invalid(
                "An operand in the update expression has an incorrect data type"));
    assertThat(next.outcomes()).containsExactly(replaced("1", "2"));
  }

  @Test
  void aCheckChangesNothing() {
    world.write("a", "1");
    world.node.settle();
    assertThat(write(Wish.check("a", Optional.of("1"))).outcomes())
        .containsExactly(new WriteOutcome.Written(Optional.of(item("1")), Optional.of(item("1"))));
    assertThat(write(Wish.check("a", MISSING)).outcomes()).containsExactly(conditionFailed("1"));
    assertThat(world.folded().writes()).hasSize(1);
  }

  @Test
  void manyThatChangeNothingAreDecidedInSeveralSteps() {
    List<Told<WriteOutcome>> all = new ArrayList<>();
    LeaderNode node =
        world.node(
            world.memory,
            new LeaderBounds(
                100_000,
                100_000,
                LeaderFixtures.BOUNDS.patience(),
                LeaderFixtures.BOUNDS.answer(),
                LeaderFixtures.BOUNDS.heartbeat(),
                LeaderFixtures.BOUNDS.readAgain(),
                LeaderFixtures.BOUNDS.telling(),
                LeaderFixtures.BOUNDS.ahead(),
                1,
                LeaderFixtures.BOUNDS.changes()));
    node.open(world.log, false);
    node.settle();
    WriteCommand command = Wish.check("a", Optional.of("1")).command();
    for (int index = 0; index < 10 * Assembler.DECISIONS_MAX; index++) {
      Told<WriteOutcome> told = new Told<>();
      node.submit(new Request.Write(command, LeaderFixtures.unversioned(told)));
      all.add(told);
    }
    node.hear();
    assertThat(all.getLast().outcomes()).isEmpty();
    node.hear();
    node.hear();
    assertThat(all).allSatisfy(each -> assertThat(each.outcomes()).hasSize(1));
  }

  private Told<WriteOutcome> write(Wish wish) {
    return world.write(wish.command());
  }
}
