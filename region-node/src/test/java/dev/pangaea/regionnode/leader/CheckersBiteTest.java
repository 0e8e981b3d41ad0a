package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.regionnode.log.memory.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What judges the leaders' stories finds out leaders that are built wrongly. */
class CheckersBiteTest {
  private static final List<Move> WRITE_IN_DOUBT =
      List.of(
          new Move.Meet(Fate.IN_DOUBT_LATE),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Read(0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.LandLate());

  private static final List<Move> ZOMBIE =
      List.of(
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Zombie(1),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Read(0),
          new Move.Hear(0));

  private static final List<Move> TWO_WRITES =
      List.of(
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Put(0, 1),
          new Move.Hear(0),
          new Move.Hear(0));

  /** The second content has no row in the index, the third one has another. */
  private static final List<Move> INDEXED =
      List.of(
          new Move.Index(0, 0, true),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0));

  private static final List<Move> LOST_WRITE =
      List.of(
          new Move.Meet(Fate.IN_DOUBT_LOST),
          new Move.Put(0, 0),
          new Move.Hear(0),
          new Move.Hear(0));

  @Test
  void findNothingWrongWithALeaderThatIsBuiltRightly() {
    for (List<Move> moves : List.of(WRITE_IN_DOUBT, ZOMBIE, TWO_WRITES, INDEXED, LOST_WRITE)) {
      assertThatCode(() -> tell(new LeaderStory(), moves)).doesNotThrowAnyException();
    }
  }

  @Test
  void findALeaderThatDoesNotLookAtTheChain() {
    assertThatThrownBy(() -> tell(new LeaderStory(TamperedLog::unchained, store -> store), ZOMBIE))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findALeaderThatSkipsTheClaim() {
    assertThatThrownBy(
            () -> tell(new LeaderStory(TamperedLog::claimless, store -> store), WRITE_IN_DOUBT))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findALeaderThatDoesNotWaitForTheLog() {
    assertThatThrownBy(() -> tell(new LeaderStory(TamperedLog::hasty, store -> store), LOST_WRITE))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findALeaderThatAnswersBeforeTheStoreHasTheWrite() {
    assertThatThrownBy(() -> tell(new LeaderStory(log -> log, TamperedStore::late), TWO_WRITES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("visible when it is answered");
  }

  @Test
  void findAnIndexThatKeepsWhatIsNoLongerThere() {
    assertThatThrownBy(() -> tell(new LeaderStory(log -> log, TamperedStore::forgetful), INDEXED))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findAWriteThatCountsThoughItWasRefused() {
    LeaderWorld world = LeaderWorld.leading();
    WriteHistory history = new WriteHistory();
    world.log.nextFates(Fate.IN_DOUBT_LATE);
    history.ask(world.node, Wish.put("a", "1"));
    world.node.settle();
    world.log.landLate();
    NaiveFold honest = NaiveFold.of(world.log.entries());
    assertThatCode(() -> history.check(honest, false)).doesNotThrowAnyException();
    LogRecord late = LogRecordCodec.decode(world.log.entries().getLast().record());
    LogRecord counting =
        new LogRecord(late.id(), honest.records().getLast().id(), late.clock(), late.body());
    world.intrude(counting);
    assertThatThrownBy(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is not in");
  }

  @Test
  void findAWriteThatCountsTwice() {
    LeaderWorld world = LeaderWorld.leading();
    WriteHistory history = new WriteHistory();
    history.ask(world.node, Wish.put("a", "1"));
    world.node.settle();
    LogRecord write = NaiveFold.of(world.log.entries()).records().getLast();
    world.intrude(world.strange(write.id(), write.body()));
    assertThatThrownBy(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("counts once");
  }

  @Test
  void findAWriteThatIsLost() {
    LeaderWorld world = LeaderWorld.leading();
    WriteHistory history = new WriteHistory();
    history.ask(world.node, Wish.put("a", "1"));
    history.ask(world.node, Wish.delete("a"));
    world.node.settle();
    world.log.truncate(1);
    assertThatThrownBy(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("counts once");
  }

  @Test
  void findAWriteThatCountsThoughItsConditionDoesNotHold() {
    Wish wish = Wish.putIf("a", "1", Optional.of("never put"));
    assertUnfair(
        new Wish(Wish.put("a", "1").command(), wish.content(), wish.allowed(), wish.effect()),
        "was allowed on");
  }

  @Test
  void findAConditionThatFailsThoughItHolds() {
    Wish wish = Wish.putIf("a", "1", Optional.empty());
    assertUnfair(
        new Wish(
            Wish.putIf("a", "1", Optional.of("never put")).command(),
            wish.content(),
            wish.allowed(),
            wish.effect()),
        "is allowed");
  }

  @Test
  void findAnUpdateThatLeavesSomethingElse() {
    assertUnfair(
        new Wish(
            Wish.update("a", "1").command(),
            Optional.of("1"),
            before -> true,
            Wish.put("a", "1").effect()),
        "the effect of");
  }

  private static void assertUnfair(Wish wish, String complaint) {
    LeaderWorld world = LeaderWorld.leading();
    WriteHistory history = new WriteHistory();
    history.ask(world.node, wish);
    world.node.settle();
    assertThatThrownBy(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void findADeliveryThatIsTakenInTwice() {
    LeaderWorld world = LeaderWorld.leading();
    RemoteRegion remote = new RemoteRegion();
    DeliveryHistory history = new DeliveryHistory();
    world.follow(RemoteRegion.BEGINNING);
    remote.write("a", new Content.Deleted(), world.wallMillis);
    history.bring(world.node, remote.delivery(0, 1));
    world.node.settle();
    List<LogRecord> records = new ArrayList<>(NaiveFold.of(world.log.entries()).records());
    assertThatCode(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .doesNotThrowAnyException();
    world.intrude(
        world.strange(
            records.getLast().id(), new Body.Arrivals(RemoteRegion.progress(1), List.of())));
    assertThatThrownBy(() -> history.check(NaiveFold.of(world.log.entries()), false))
        .isInstanceOf(AssertionError.class);
  }

  private static void tell(LeaderStory story, List<Move> moves) {
    story.play(moves);
    story.endWell();
  }
}
