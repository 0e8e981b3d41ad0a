package dev.pangaea.regionnode.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.topic.TopicCursor.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a partition of a change topic goes on, over the streams that its table had. */
class TopicCursorTest {
  private static final Shard FIRST = shard(7, 100, 5, 20);
  private static final Shard SECOND = shard(7, 200, 30, -1);
  private static final Shard OF_THE_NEXT_TABLE = shard(9, 150, 2, -1);

  @Test
  void aNewTopicBeginsWithTheOldestStreamAndLacksNothing() {
    Place place = TopicCursor.NEW.place(List.of(FIRST, SECOND)).orElseThrow();
    assertThat(place).isEqualTo(new Place(FIRST.id(), at(5), false));
    TopicCursor trimmed = TopicCursor.NEW.trimmed(place, at(11));
    assertThat(trimmed.gap()).isFalse();
    assertThat(trimmed.place(List.of(FIRST))).contains(new Place(FIRST.id(), at(11), false));
  }

  @Test
  void aStreamIsToldToItsEndBeforeTheNextOneAndWhatLiesBetweenIsAGap() {
    List<Shard> shards = List.of(FIRST, SECOND);
    TopicCursor within = told(7, 100, 19);
    assertThat(within.place(shards)).contains(new Place(FIRST.id(), at(19), false));
    Place next = told(7, 100, 20).place(shards).orElseThrow();
    assertThat(next).isEqualTo(new Place(SECOND.id(), at(30), true));
    TopicCursor read = told(7, 100, 20).read(next, at(33));
    assertThat(read.gap()).isTrue();
    assertThat(read.told().gap()).isFalse();
    assertThat(read.place(shards)).contains(new Place(SECOND.id(), at(33), false));
  }

  @Test
  void aTableThatIsMadeAnewFollowsOnTheOneBefore() {
    List<Shard> shards = List.of(FIRST, OF_THE_NEXT_TABLE);
    assertThat(told(7, 100, 12).place(shards)).contains(new Place(FIRST.id(), at(12), false));
    assertThat(told(7, 100, 20).place(shards))
        .contains(new Place(OF_THE_NEXT_TABLE.id(), at(2), false));
    assertThat(told(7, 100, 20).place(List.of(OF_THE_NEXT_TABLE)))
        .as("nothing is left of the table before")
        .contains(new Place(OF_THE_NEXT_TABLE.id(), at(2), true));
    assertThat(told(9, 150, 8).place(shards))
        .contains(new Place(OF_THE_NEXT_TABLE.id(), at(8), false));
    assertThat(told(9, 150, 8).place(List.of(FIRST))).isEmpty();
  }

  @Test
  void whatWasTrimmedUnreadIsAGap() {
    TopicCursor cursor = told(7, 200, 31);
    Place place = cursor.place(List.of(SECOND)).orElseThrow();
    assertThat(cursor.trimmed(place, at(40))).isEqualTo(gapAt(7, 200, 40));
    assertThat(TopicCursor.LOST.trimmed(place, at(40))).isEqualTo(gapAt(7, 200, 40));
    assertThat(TopicCursor.EMPTIED.trimmed(place, at(40))).isEqualTo(gapAt(7, 200, 40));
    assertThat(TopicCursor.EMPTIED.read(place, at(40)).gap()).isFalse();
  }

  @Test
  void aPlaceInOtherLogsIsKnown() {
    List<Shard> shards = List.of(FIRST, SECOND);
    assertThat(told(7, 200, 5000).isForeign(shards, 7)).isFalse();
    assertThat(told(7, 100, 20).isForeign(shards, 7)).isFalse();
    assertThat(told(7, 100, 20).isForeign(List.of(SECOND), 7)).isFalse();
    assertThat(told(7, 200, 40).isForeign(List.of(FIRST), 7)).isFalse();
    assertThat(told(7, 100, 31).isForeign(shards, 7)).as("beyond its stream").isTrue();
    assertThat(told(7, 999, 15).isForeign(shards, 7)).as("within another stream").isTrue();
    assertThat(told(8, 100, 1).isForeign(shards, 7)).as("a table yet to come").isTrue();
  }

  @Test
  void aPlaceIsReadAsItWasWritten() {
    ChangePosition position = new ChangePosition(7, 1_700_000_000_123L, new StreamPosition(42, 3));
    assertThat(ChangePosition.parse(position.text())).contains(position);
    assertThat(TopicRecords.cursor(Map.of(TopicRecords.POSITION, position.text())))
        .isEqualTo(TopicCursor.at(position));
    assertThat(TopicRecords.cursor(Map.of())).isEqualTo(TopicCursor.NEW);
    for (String odd :
        List.of("", "7", "7/1", "7/1/2", "x/1/" + "1".repeat(26), "99999999999/1/1")) {
      assertThat(ChangePosition.parse(odd)).as(odd).isEmpty();
    }
  }

  private static TopicCursor told(int storeNumber, long since, long offset) {
    return TopicCursor.at(new ChangePosition(storeNumber, since, at(offset)));
  }

  private static TopicCursor gapAt(int storeNumber, long since, long offset) {
    return new TopicCursor(told(storeNumber, since, offset).next(), true, true);
  }

  private static StreamPosition at(long offset) {
    return StreamPosition.ofRecord(offset);
  }

  private static Shard shard(int storeNumber, long since, long from, long end) {
    return new Shard(
        new ShardId(new StreamId("orders", storeNumber, since), 0),
        at(from),
        end < 0 ? Optional.empty() : Optional.of(at(end)));
  }
}
