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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Change topics of a store whose streams are written by hand, over topics in memory. */
@Timeout(60)
abstract class TopicsOfAStore {
  static final RegionName REGION = new RegionName("us-east-1");
  static final PartitionId PARTITION = new PartitionId(7, 0);
  static final String TOPIC = "us-east-1.orders.changes";
  private static final long SINCE = 100;
  private static final long LOOK_NANOS = 1_000_000;

  volatile InstantSource time = () -> Instant.ofEpochMilli(System.nanoTime() / 1_000_000);
  private final InstantSource clock = () -> time.instant();
  final MemoryRegionLog logs = new MemoryRegionLog(clock);
  private final WatchedStore store = new WatchedStore(new MemoryStore());
  private final RegionStreams streams = new RegionStreams(REGION, new FakeTables(REGION, 1), store);
  volatile List<TopicWish> wished = List.of(new TopicWish("orders", 7, 1));
  final AtomicInteger looks = new AtomicInteger();
  volatile UnaryOperator<String> arns = table -> "arn:" + table;
  private final List<ChangeTopics> started = new ArrayList<>();

  @BeforeEach
  void begin() {
    store.onMove(streams::moved);
    begin(PARTITION, "orders");
  }

  void begin(PartitionId partition, String table) {
    commit(
        new Entry.PutStreamSpan(partition, span(table)),
        new Entry.PutApplied(partition, applied(1)));
  }

  /** The stream of a table that is deleted. */
  void finish(PartitionId partition, String table, long end) {
    StreamSpan ended = span(table).ended(StreamPosition.ofRecord(end), 2000);
    commit(new Entry.PutStreamSpan(partition, ended));
  }

  /** A stream that has ended is a day old. */
  void remove(PartitionId partition, long end) {
    StreamPosition behind = StreamPosition.ofRecord(end);
    commit(
        new Entry.TrimStream(partition, StreamPosition.START, behind),
        new Entry.DeleteStreamSpan(partition, SINCE),
        new Entry.ForgetStreamTrim(partition));
  }

  private static StreamSpan span(String table) {
    return new StreamSpan(
        new StreamWord(SINCE, StreamView.NEW_IMAGE),
        table,
        List.of("pk"),
        StreamPosition.START,
        1000,
        Optional.empty());
  }

  @AfterEach
  void end() {
    started.forEach(ChangeTopics::close);
  }

  ChangeTopics start() {
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

  /** Of the first topic, once it is known. */
  static boolean shows(ChangeTopics topics, Predicate<TopicStatus> what) {
    return topics.status().stream().findFirst().filter(what).isPresent();
  }

  /** Until it has seen which streams and topics there are. */
  void awaitALook() {
    int before = looks.get();
    await(() -> looks.get() >= before + 2);
  }

  List<TopicRecord> records() {
    return records(TOPIC);
  }

  List<TopicRecord> records(String topic) {
    return logs.topics().records(topic).stream().flatMap(List::stream).toList();
  }

  /** Where in the log the changes on the topic are from. */
  List<Long> offsets() {
    return offsets(TOPIC);
  }

  List<Long> offsets(String topic) {
    return records(topic).stream()
        .map(each -> each.headers().get(TopicRecords.ORIGIN_VERSION))
        .map(version -> Long.parseLong(version.substring(0, version.indexOf('.'))))
        .toList();
  }

  void write(long offset, String value) {
    write(PARTITION, offset, value);
  }

  void write(PartitionId partition, long offset, String value) {
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

  void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    List.of(entries).forEach(batch::add);
    store.commit(batch);
  }

  static Applied applied(long next) {
    return new Applied(
        new Position(next, new RecordId(1, next)), HybridTime.of(next, 0), 0, 0, 0, 0);
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
