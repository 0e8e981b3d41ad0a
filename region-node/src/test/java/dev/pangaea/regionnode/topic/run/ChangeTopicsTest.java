package dev.pangaea.regionnode.topic.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.stream.RegionStreams;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.TopicWish;
import dev.pangaea.regionnode.table.TopicWishes;
import dev.pangaea.regionnode.topic.TopicRecords;
import dev.pangaea.regionnode.topic.TopicStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a change topic holds when its stream is trimmed, or when two believe to write it. */
@Timeout(60)
class ChangeTopicsTest {
  private static final RegionName REGION = new RegionName("us-east-1");
  private static final PartitionId PARTITION = new PartitionId(7, 0);
  private static final String TOPIC = "us-east-1.orders.changes";
  private static final long LOOK_NANOS = 1_000_000;

  private volatile InstantSource time = () -> Instant.ofEpochMilli(System.nanoTime() / 1_000_000);
  private final InstantSource clock = () -> time.instant();
  private final MemoryRegionLog logs = new MemoryRegionLog(clock);
  private final WatchedStore store = new WatchedStore(new MemoryStore());
  private final RegionStreams streams = new RegionStreams(REGION, new FakeTables(REGION, 1), store);
  private volatile List<TopicWish> wished = List.of(new TopicWish("orders", 7, 1));
  private final AtomicInteger looks = new AtomicInteger();
  private volatile UnaryOperator<String> arns = table -> "arn:" + table;
  private final List<ChangeTopics> started = new ArrayList<>();

  @BeforeEach
  void begin() {
    store.onMove(streams::moved);
    begin(PARTITION, "orders");
  }

  private void begin(PartitionId partition, String table) {
    commit(
        new Entry.PutStreamSpan(
            partition,
            new StreamSpan(
                new StreamWord(100, StreamView.NEW_IMAGE),
                table,
                List.of("pk"),
                StreamPosition.START,
                1000,
                Optional.empty())),
        new Entry.PutApplied(partition, applied(1)));
  }

  @AfterEach
  void end() {
    started.forEach(ChangeTopics::close);
  }

  @Test
  void whatIsTrimmedUnreadIsSaidToBeMissing() {
    ChangeTopics topics = start();
    write(1, "a");
    await(() -> offsets().equals(List.of(1L)));
    logs.topics().available(false);
    write(2, "a");
    await(() -> topics.status().getFirst().failures() > 0);
    assertThat(topics.status().getFirst().lagMillis()).isPositive();
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, StreamPosition.ofRecord(3)));
    logs.topics().available(true);
    write(3, "a");
    write(4, "a");
    await(() -> offsets().equals(List.of(1L, 3L, 4L)));
    assertThat(records().stream().map(each -> each.headers().containsKey(TopicRecords.GAP)))
        .containsExactly(false, true, false);
    await(() -> topics.status().getFirst().told() == 3);
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
    await(() -> topics.status().getFirst().told() == 1);
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
    await(() -> topics.status().getFirst().leftOut() == 1);
  }

  private ChangeTopics start() {
    TopicWishes wishes =
        new TopicWishes() {
          @Override
          public boolean known() {
            looks.incrementAndGet();
            return true;
          }

          @Override
          public List<TopicWish> topicWishes() {
            return wished;
          }
        };
    ChangeTopics topics =
        new ChangeTopics(
            REGION, wishes, streams, logs, table -> arns.apply(table), Duration.ofDays(7), clock);
    started.add(topics);
    topics.start();
    return topics;
  }

  private List<TopicRecord> records() {
    return records(TOPIC);
  }

  private List<TopicRecord> records(String topic) {
    return logs.topics().records(topic).stream().flatMap(List::stream).toList();
  }

  /** Where in the log the changes on the topic are from. */
  private List<Long> offsets() {
    return offsets(TOPIC);
  }

  private List<Long> offsets(String topic) {
    return records(topic).stream()
        .map(each -> each.headers().get(TopicRecords.ORIGIN_VERSION))
        .map(version -> Long.parseLong(version.substring(0, version.indexOf('.'))))
        .toList();
  }

  private void write(long offset, String value) {
    write(PARTITION, offset, value);
  }

  private void write(PartitionId partition, long offset, String value) {
    EncodedKey key = EncodedKey.of(PrimaryKey.of(new StringValue("a")));
    Item item =
        new Item(new TreeMap<>(Map.of("pk", new StringValue("a"), "v", new StringValue(value))));
    commit(
        new Entry.PutStreamRow(
            partition,
            new StreamRow(
                StreamPosition.ofRecord(offset),
                1,
                StreamRow.Kind.MODIFY,
                key,
                new Version(HybridTime.of(offset, 0), REGION),
                false,
                Optional.empty(),
                Optional.of(EncodedItem.of(item)))),
        new Entry.PutApplied(partition, applied(offset + 1)));
  }

  private void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    List.of(entries).forEach(batch::add);
    store.commit(batch);
  }

  private static Applied applied(long next) {
    return new Applied(
        new Position(next, new RecordId(1, next)), HybridTime.of(next, 0), 0, 0, 0, 0);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
