package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of items is told by a stream, as its rows say it. */
class PartitionStreamTest {
  private final LeaderWorld world = LeaderWorld.leading();
  private final RemoteRegion remote = new RemoteRegion();

  @Test
  void tellsWhatIsVisibleBeforeAndAfter() {
    turn(1, StreamView.NEW_AND_OLD_IMAGES);
    world.write("a", "1");
    world.write("a", "2");
    world.write("a", "2");
    world.remove("a");
    world.remove("a");
    world.node.settle();
    assertThat(told()).containsExactly("INSERT a - 1", "MODIFY a 1 2", "REMOVE a 2 -");
  }

  @Test
  void showsNoMoreThanItsView() {
    for (StreamView view : StreamView.values()) {
      turn(1 + view.ordinal(), view);
      world.write("a", "before");
      world.write("a", "after");
      world.remove("a");
      world.node.settle();
    }
    assertThat(told())
        .containsExactly(
            "INSERT a - -",
            "MODIFY a - -",
            "REMOVE a - -",
            "INSERT a - before",
            "MODIFY a - after",
            "REMOVE a - -",
            "INSERT a - -",
            "MODIFY a before -",
            "REMOVE a after -",
            "INSERT a - before",
            "MODIFY a before after",
            "REMOVE a after -");
  }

  @Test
  void tellsNothingOutsideOfItsSpan() {
    world.write("a", "1");
    turn(7, StreamView.NEW_IMAGE);
    world.write("a", "2");
    world.node.settle();
    turn(Optional.empty());
    world.write("a", "3");
    world.node.settle();
    turn(8, StreamView.NEW_IMAGE);
    assertThat(told()).containsExactly("MODIFY a - 2");
    List<StreamSpan> spans = world.memory.streams().spans(PARTITION);
    assertThat(spans).extracting(StreamSpan::isOpen).containsExactly(false, true);
    assertThat(spans.getFirst().end().orElseThrow().position())
        .isGreaterThan(rows(world.memory).getFirst().position())
        .isLessThan(spans.getLast().from());
  }

  @Test
  void sayingTheSameAgainChangesNothing() {
    turn(7, StreamView.NEW_IMAGE);
    int length = world.log.entries().size();
    turn(7, StreamView.NEW_IMAGE);
    assertThat(world.log.entries()).hasSize(length);
  }

  @Test
  void isTheSameHoweverMuchOfTheStoreACrashTakes() {
    MemoryStore beforeAll = world.memory.copy();
    turn(7, StreamView.NEW_AND_OLD_IMAGES);
    MemoryStore turned = world.memory.copy();
    world.write("a", "1");
    world.write("b", "1");
    world.node.settle();
    MemoryStore midway = world.memory.copy();
    world.write("a", "2");
    world.remove("b");
    world.node.settle();
    turn(Optional.empty());
    world.write("a", "3");
    world.node.settle();
    List<StreamRow> live = rows(world.memory);
    List<StreamSpan> spans = world.memory.streams().spans(PARTITION);
    assertThat(live).hasSize(4);
    for (MemoryStore left : List.of(new MemoryStore(), beforeAll, turned, midway)) {
      world.restart(left);
      assertThat(rows(left)).isEqualTo(live);
      assertThat(left.streams().spans(PARTITION)).isEqualTo(spans);
    }
  }

  @Test
  void tellsWhatArrivesAndIsSeenAndNothingElse() {
    world.follow(RemoteRegion.BEGINNING);
    turn(7, StreamView.NEW_AND_OLD_IMAGES);
    world.write("a", "here");
    world.node.settle();
    remote.write("a", new Content.Present(item("too old")), world.wallMillis - 1000);
    remote.write("b", new Content.Present(item("there")), world.wallMillis);
    remote.write("a", new Content.Present(item("newer")), world.wallMillis + 1000);
    remote.write("c", new Content.Deleted(), world.wallMillis);
    world.deliver(remote.delivery(0, 1));
    world.deliver(remote.delivery(1, 4));
    assertThat(told())
        .containsExactly("INSERT a - here", "INSERT b - there", "MODIFY a here newer");
    assertThat(rows(world.memory).getLast().version().region()).isEqualTo(LeaderFixtures.AWAY);
  }

  @Test
  void rowsGoWithADayAndSoDoStreamsThatHaveEnded() {
    turn(7, StreamView.NEW_IMAGE);
    for (int number = 0; number < 20; number++) {
      world.write("k" + number, "old");
      world.node.settle();
    }
    world.pass(Duration.ofHours(23));
    world.write("a", "young");
    world.node.settle();
    List<StreamRow> both = rows(world.memory);
    StreamPosition old = both.get(both.size() - 2).position();
    StreamPosition young = both.getLast().position();
    turn(Optional.empty());
    assertThat(rows(world.memory)).hasSize(21);
    world.pass(Duration.ofHours(2));
    tell();
    assertThat(told()).containsExactly("INSERT a - young");
    assertThat(world.memory.streams().trimmed(PARTITION)).isBetween(old.next(), young);
    assertThat(world.memory.streams().spans(PARTITION)).hasSize(1);
    world.pass(Duration.ofHours(24));
    tell();
    assertThat(told()).isEmpty();
    assertThat(world.memory.streams().spans()).isEmpty();
    assertThat(world.memory.streams().trimmed(PARTITION)).isEqualTo(StreamPosition.START);
  }

  @Test
  void aClockThatRunsAheadAloneMakesNothingOld() {
    turn(7, StreamView.NEW_IMAGE);
    world.write("a", "1");
    world.node.settle();
    world.node.partitions.tick(
        new Now(world.wallMillis + Duration.ofDays(3).toMillis(), world.now().nanos()));
    world.node.settle();
    assertThat(told()).hasSize(1);
  }

  @Test
  void aTableThatIsClosedLeavesItsStreamsEnded() {
    turn(7, StreamView.NEW_IMAGE);
    world.write("a", "1");
    world.node.settle();
    Told<String> done = new Told<>();
    world.node.hand(new LoopEvent.Closed(PARTITION, () -> done.accept("closed")));
    world.node.hand(
        new LoopEvent.StreamsEnded(PARTITION.table(), () -> done.accept("streams ended")));
    world.node.settle();
    world.memory.drop(PARTITION.table());
    assertThat(done.outcomes()).containsExactly("closed", "streams ended");
    assertThat(told()).containsExactly("INSERT a - 1");
    assertThat(world.memory.streams().spans(PARTITION).getFirst().end().orElseThrow().position())
        .isGreaterThan(rows(world.memory).getFirst().position());
  }

  @Test
  void aStreamIsKnownAsLongAsItHasRowsThoughTheNodesClockIsBehind() {
    turn(7, StreamView.NEW_IMAGE);
    world.write("a", "1");
    world.node.settle();
    Told<String> done = new Told<>();
    world.node.hand(new LoopEvent.Closed(PARTITION, () -> done.accept("closed")));
    world.node.settle();
    StoreBatch ended = new StoreBatch();
    new StreamSweep(world.memory)
        .end(
            PARTITION.table(),
            new Now(world.wallMillis - Duration.ofHours(1).toMillis(), 0),
            ended);
    world.memory.commit(ended);
    StreamSweep sweep = new StreamSweep(world.memory);
    sweep(sweep, Duration.ofMinutes(23 * 60 + 30));
    assertThat(told()).hasSize(1);
    assertThat(world.memory.streams().spans()).hasSize(1);
    sweep(sweep, Duration.ofHours(25));
    assertThat(told()).isEmpty();
    assertThat(world.memory.streams().spans()).isEmpty();
  }

  private void sweep(StreamSweep sweep, Duration later) {
    long wallMillis = world.wallMillis + later.toMillis();
    StoreBatch batch = new StoreBatch();
    sweep.heard(wallMillis);
    sweep.tick(new Now(wallMillis, later.toNanos()), batch);
    world.memory.commit(batch);
  }

  /** The log tells the time with its next record, and a step follows. */
  private void tell() {
    world.write("clock", "ticks " + world.wallMillis);
    world.node.settle();
    world.pass(Duration.ofMinutes(2));
  }

  private void turn(long since, StreamView view) {
    turn(Optional.of(new StreamWord(since, view)));
  }

  private void turn(Optional<StreamWord> word) {
    Told<AppendAnswer> told = new Told<>();
    world.node.submit(new Request.Stream(word, told));
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1);
    assertThat(told.outcomes().getFirst()).isInstanceOf(AppendAnswer.Counts.class);
  }

  private List<String> told() {
    return rows(world.memory).stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.kind(),
                        name(row),
                        row.before().map(LeaderFixtures::content).orElse("-"),
                        row.after().map(LeaderFixtures::content).orElse("-")))
        .toList();
  }

  private static String name(StreamRow row) {
    return List.of("a", "b", "c", "clock").stream()
        .filter(name -> key(name).equals(row.key()))
        .findFirst()
        .orElse("?");
  }

  private static List<StreamRow> rows(Store store) {
    List<StreamRow> rows = new ArrayList<>();
    store.streams().visit(PARTITION, StreamPosition.START, rows::add);
    return rows;
  }
}
