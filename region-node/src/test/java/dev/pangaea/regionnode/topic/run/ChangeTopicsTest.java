package dev.pangaea.regionnode.topic.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.table.TopicWish;
import dev.pangaea.regionnode.topic.TopicRecords;
import dev.pangaea.regionnode.topic.TopicStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a change topic holds when its stream is trimmed, or when two believe to write it. */
@Execution(ExecutionMode.CONCURRENT)
class ChangeTopicsTest extends TopicsOfAStore {
  private static final PartitionId OTHER = new PartitionId(8, 0);
  private static final String OTHER_TOPIC = "us-east-1.others.changes";

  @Test
  void whatIsTrimmedUnreadIsSaidToBeMissing() {
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    logs.topics().available(false);
    write(2, "a");
    await(() -> shows(topics, status -> status.failures() > 0));
    assertThat(topics.status().getFirst().lagMillis()).isPositive();
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, StreamPosition.ofRecord(3)));
    logs.topics().available(true);
    write(3, "a");
    write(4, "a");
    await(() -> offsets().equals(List.of(1L, 3L, 4L)));
    assertThat(records().stream().map(each -> each.headers().containsKey(TopicRecords.GAP)))
        .containsExactly(false, true, false);
    await(() -> shows(topics, status -> status.told() == 3));
    TopicStatus status = topics.status().getFirst();
    assertThat(status.gaps()).isEqualTo(1);
    assertThat(status.lagMillis()).isZero();
  }

  @Test
  void whatWasToldMayBeTrimmedAndNothingIsMissingThen() {
    start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    end();
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, StreamPosition.ofRecord(2)));
    ChangeTopics again = start();
    write(3, "a");
    await(() -> offsets().equals(List.of(1L, 3L)));
    assertThat(records()).noneMatch(each -> each.headers().containsKey(TopicRecords.GAP));
    assertThat(again.status().getFirst().gaps()).isZero();
  }

  @Test
  void twoThatBelieveToWriteItTellEachChangeOnce() {
    start();
    start();
    for (long offset = 1; offset <= 300; offset++) {
      write(offset, "a");
      if (offset % 20 == 0) {
        long told = offset;
        await(() -> offsets().contains(told));
      }
    }
    assertThat(offsets()).isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
  }

  @Test
  void twoThatLiveTakeTheClaimFromEachOtherLessAndLess() {
    AtomicLong millis = new AtomicLong(1_000_000);
    wished = List.of(new TopicWish("orders", 7, 1), new TopicWish("others", 8, 1));
    begin(new PartitionId(8, 0), "others");
    time = () -> Instant.ofEpochMilli(millis.get());
    start();
    start();
    for (long offset = 1; offset <= 16; offset++) {
      int before = looks.get();
      write(offset, "a");
      write(new PartitionId(8, 0), offset, "a");
      long told = offset;
      await(
          () ->
              offsets().contains(told)
                  && offsets("us-east-1.others.changes").contains(told)
                  && looks.get() >= before + 4);
      millis.addAndGet(250);
    }
    assertThat(offsets()).isEqualTo(LongStream.rangeClosed(1, 16).boxed().toList());
    assertThat(offsets("us-east-1.others.changes")).isEqualTo(offsets());
    assertThat(logs.topics().claims()).isBetween(2, 8);
  }

  @Test
  void aTopicThatAlwaysFailsHoldsNoOtherUp() {
    wished = List.of(new TopicWish("ailing", 8, 1), new TopicWish("orders", 7, 1));
    begin(new PartitionId(8, 0), "ailing");
    write(new PartitionId(8, 0), 1, "a");
    arns =
        table -> {
          if (table.equals("ailing")) {
            throw new IllegalStateException("as told");
          }
          return table;
        };
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    assertThat(topics.status().getFirst().failures()).isPositive();
    arns = table -> table;
    await(() -> shows(topics, status -> status.told() == 1));
  }

  @Test
  void whatIsUnderWayIsWrittenBeforeItEnds() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    arns =
        table -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
          return table;
        };
    ChangeTopics topics = start();
    write(1, "a");
    begun.await();
    Thread end = Thread.ofPlatform().start(topics::close);
    await(() -> end.getState() == Thread.State.TIMED_WAITING || !end.isAlive());
    goOn.countDown();
    end.join();
    assertThat(offsets()).containsExactly(1L);
  }

  @Test
  void aTopicThatGetsMorePartitionsGoesOnWhereItWas() {
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    wished = List.of(new TopicWish("orders", 7, 3));
    await(() -> logs.topics().records(TOPIC).size() == 3);
    write(2, "a");
    await(() -> offsets().equals(List.of(1L, 2L)));
    assertThat(topics.status().getFirst().failures()).isZero();
  }

  @Test
  void imagesThatNoRecordTakesAreLeftOutAndThatIsSaid() {
    ChangeTopics topics = start();
    write(1, "\u0001".repeat(1_500_000));
    write(2, "small");
    await(() -> offsets().equals(List.of(1L, 2L)));
    TopicRecord large = records().getFirst();
    assertThat(large.headers()).containsEntry(TopicRecords.IMAGES_LEFT_OUT, "true");
    assertThat(large.value().length()).isLessThan(1000);
    await(() -> shows(topics, status -> status.leftOut() == 1));
  }

  @Test
  void ofSeveralTopicsOnlyTheOneThatFailsIsReadAgain() {
    wished = List.of(new TopicWish("orders", 7, 1), new TopicWish("others", 8, 1));
    begin(OTHER, "others");
    start();
    write(1, "a");
    write(OTHER, 1, "a");
    await(() -> offsets().equals(List.of(1L)) && offsets(OTHER_TOPIC).equals(List.of(1L)));
    logs.topics().nextFates(Fate.IN_DOUBT_LOST);
    write(OTHER, 2, "a");
    await(() -> offsets(OTHER_TOPIC).equals(List.of(1L, 2L)));
    write(2, "a");
    await(() -> offsets().equals(List.of(1L, 2L)));
    assertThat(logs.topics().reads(OTHER_TOPIC)).isEqualTo(2);
    assertThat(logs.topics().reads(TOPIC)).isEqualTo(1);
  }

  @Test
  void aStreamThatEndsJustAsItIsReadHoldsNothingUp() {
    wished = List.of(new TopicWish("orders", 7, 2));
    PartitionId quiet = new PartitionId(7, 1);
    begin(quiet, "orders");
    arns =
        table -> {
          finish(quiet, "orders", 1);
          return table;
        };
    write(1, "a");
    ChangeTopics topics = start();
    await(() -> offsets().equals(List.of(1L)));
    write(2, "a");
    await(() -> offsets().equals(List.of(1L, 2L)));
    await(() -> shows(topics, status -> status.lagMillis() == 0));
  }

  @Test
  void aBusyPartitionHoldsNoOtherOfItsTopicUp() {
    wished = List.of(new TopicWish("orders", 7, 2), new TopicWish("others", 8, 1));
    begin(OTHER, "others");
    PartitionId quiet = new PartitionId(7, 1);
    begin(quiet, "orders");
    for (long offset = 1; offset <= 10; offset++) {
      write(offset, "\u0001".repeat(350_000));
    }
    write(quiet, 1, "a");
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    logs.topics()
        .onKept(kept -> batches.add(kept.stream().map(TopicRecord::partition).distinct().toList()));
    start();
    await(() -> records().size() == 11);
    assertThat(batches.get(0)).containsExactly(0);
    assertThat(batches.get(1)).contains(1);
  }

  @Test
  void aTopicThatTakesNoLargeRecordsSaysSoHoldsNoOtherUpAndCatchesUp() {
    logs.topics().create(TOPIC, 1_000_000);
    wished = List.of(new TopicWish("orders", 7, 1), new TopicWish("others", 8, 1));
    begin(OTHER, "others");
    ChangeTopics topics = start();
    write(1, "large".repeat(200_000));
    await(() -> shows(topics, status -> status.refused() > 0));
    write(OTHER, 1, "a");
    await(() -> offsets(OTHER_TOPIC).equals(List.of(1L)));
    assertThat(records()).isEmpty();
    logs.topics().recordBytesMax(TOPIC, 8 << 20);
    await(() -> offsets().equals(List.of(1L)));
    assertThat(topics.status().getLast().refused()).isZero();
  }
}
