package dev.pangaea.regionnode.topic.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.table.TopicWish;
import dev.pangaea.regionnode.topic.TopicRecords;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whoever reads a change topic is told what it lacks, whatever became of the table and of it. */
@Execution(ExecutionMode.CONCURRENT)
class MissingChangesTest extends TopicsOfAStore {
  private static final PartitionId MADE_AGAIN = new PartitionId(9, 0);
  private static final long A_WHILE_MILLIS = 10_000;

  private final AtomicLong millis = new AtomicLong(1_000_000);

  @Test
  void whatADeletedTableHadUntoldIsSaidToBeMissingOnceItIsMadeAgain() {
    ChangeTopics topics = untoldOfADeletedTable();
    makeAgain();
    logs.topics().available(true);
    await(() -> offsets().equals(List.of(1L, 3L)));
    assertThat(gaps()).containsExactly(false, true);
    await(() -> shows(topics, status -> status.gaps() == 1));
  }

  @Test
  void whatADeletedTableHadUntoldIsSaidToBeMissingThoughNoneFollows() {
    ChangeTopics topics = untoldOfADeletedTable();
    assertThat(topics.status().getFirst().gaps()).isZero();
    logs.topics().available(true);
    await(() -> shows(topics, status -> status.gaps() == 1));
    assertThat(topics.status().getFirst().lagMillis()).isZero();
  }

  @Test
  void ofADeletedTableThatWasToldToItsEndNothingIsMissing() {
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    finish(PARTITION, "orders", 2);
    awaitALook();
    remove(PARTITION, 2);
    makeAgain();
    await(() -> offsets().equals(List.of(1L, 3L)));
    assertThat(gaps()).containsExactly(false, false);
    assertThat(topics.status().getFirst().gaps()).isZero();
  }

  @Test
  void ofATableThatIsGoneSinceBeforeTheStartNobodyKnowsWhetherAllWasTold() {
    start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    end();
    finish(PARTITION, "orders", 2);
    remove(PARTITION, 2);
    makeAgain();
    ChangeTopics again = start();
    await(() -> offsets().equals(List.of(1L, 3L)));
    assertThat(gaps()).containsExactly(false, true);
    await(() -> shows(again, status -> status.gaps() == 1));
  }

  @Test
  void aTopicThatIsDeletedComesBackByItselfAndSaysWhatIsLost() {
    ChangeTopics topics = startAndTellTwo();
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, StreamPosition.ofRecord(2)));
    logs.topics().delete(TOPIC);
    millis.addAndGet(A_WHILE_MILLIS);
    await(() -> offsets().equals(List.of(2L)));
    assertThat(gaps()).containsExactly(true);
    await(() -> shows(topics, status -> status.gaps() == 1));
  }

  @Test
  void aTopicThatIsDeletedSaysWhatIsLostThoughTheFirstBatchesAreLostToo() {
    ChangeTopics topics = startAndTellTwo();
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, StreamPosition.ofRecord(2)));
    logs.topics().nextFates(Fate.IN_DOUBT_LOST, Fate.IN_DOUBT_LOST);
    logs.topics().delete(TOPIC);
    for (int failures = 1; failures <= 2; failures++) {
      int failed = failures;
      millis.addAndGet(A_WHILE_MILLIS);
      await(() -> shows(topics, status -> status.failures() == failed));
      awaitALook();
    }
    millis.addAndGet(A_WHILE_MILLIS);
    await(() -> offsets().equals(List.of(2L)));
    assertThat(gaps()).containsExactly(true);
    await(() -> shows(topics, status -> status.gaps() == 1));
  }

  @Test
  void aTopicThatIsDeletedLacksNothingIfTheStreamHasAll() {
    ChangeTopics topics = startAndTellTwo();
    logs.topics().delete(TOPIC);
    millis.addAndGet(A_WHILE_MILLIS);
    await(() -> offsets().equals(List.of(1L, 2L)));
    assertThat(gaps()).containsExactly(false, false);
    assertThat(topics.status().getFirst().gaps()).isZero();
  }

  /** At a time that stands still. */
  private ChangeTopics startAndTellTwo() {
    time = () -> Instant.ofEpochMilli(millis.get());
    ChangeTopics topics = start();
    write(1, "a");
    write(2, "a");
    await(() -> topics.status().stream().anyMatch(status -> status.told() == 2));
    return topics;
  }

  /** All that is left of the first table is its topic, which lacks the second change. */
  private ChangeTopics untoldOfADeletedTable() {
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    logs.topics().available(false);
    write(2, "a");
    await(() -> shows(topics, status -> status.failures() > 0));
    finish(PARTITION, "orders", 3);
    awaitALook();
    remove(PARTITION, 3);
    awaitALook();
    return topics;
  }

  private void makeAgain() {
    begin(MADE_AGAIN, "orders");
    wished = List.of(new TopicWish("orders", 9, 1));
    write(MADE_AGAIN, 3, "a");
  }

  private List<Boolean> gaps() {
    return records().stream()
        .map(TopicRecord::headers)
        .map(headers -> headers.containsKey(TopicRecords.GAP))
        .toList();
  }
}
