package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads with one consumer of Kafka's, which has one fetch under way per broker. Over a narrow link
 * another consumer takes its place, which reads on from there with smaller fetches: see {@link
 * FetchSizing}.
 */
public final class KafkaSourceReader implements SourceReader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSourceReader.class);
  private static final int FETCH_WAIT_MILLIS = 500;
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration BOUNDS_WAIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Function<FetchSize, Consumer<byte[], byte[]>> consumers;
  private final LongSupplier nanos;
  private final FetchSizing sizing;
  private volatile Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> seeks = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> lost = new HashSet<>();
  private Set<TopicPartition> held = Set.of();
  private final Semaphore woken = new Semaphore(0);
  private final ConsumerConnections connections = new ConsumerConnections();
  private final Map<LogPartition, Long> endsBefore = new HashMap<>();
  private boolean changed;
  private long lookedNanos;

  public KafkaSourceReader(SourceKafka kafka) {
    this(kafka, FETCH_WAIT_MILLIS);
  }

  /**
   * @param fetchWaitMillis how long a fetch waits at the source for something new
   */
  KafkaSourceReader(SourceKafka kafka, int fetchWaitMillis) {
    this(size -> consumer(kafka, fetchWaitMillis, size), System::nanoTime);
  }

  KafkaSourceReader(Function<FetchSize, Consumer<byte[], byte[]>> consumers, LongSupplier nanos) {
    this.consumers = consumers;
    this.nanos = nanos;
    this.lookedNanos = nanos.getAsLong();
    this.sizing = new FetchSizing(lookedNanos);
    this.consumer = consumers.apply(sizing.size());
  }

  static Consumer<byte[], byte[]> consumer(SourceKafka kafka, int fetchWaitMillis, FetchSize size) {
    return new KafkaConsumer<>(ConsumerSettings.of(kafka, fetchWaitMillis, size));
  }

  @Override
  public void read(LogPartition log, long offset) {
    TopicPartition partition = partition(log);
    assigned.add(partition);
    lost.remove(partition);
    seeks.put(partition, offset);
    next.remove(partition);
    changed = true;
  }

  @Override
  public void leave(LogPartition log) {
    TopicPartition partition = partition(log);
    changed |= assigned.remove(partition);
    lost.remove(partition);
    seeks.remove(partition);
    next.remove(partition);
    endsBefore.remove(log);
  }

  @Override
  public void hold(Set<LogPartition> logs) {
    Set<TopicPartition> wanted = new HashSet<>();
    logs.forEach(log -> wanted.add(partition(log)));
    changed |= !wanted.equals(held);
    held = wanted;
  }

  @Override
  public List<Arrived> poll(Duration wait) {
    try {
      fit();
      follow();
      if (assigned.isEmpty()) {
        awaitWakeUp(wait);
        return List.of();
      }
      List<Arrived> arrived = arrived(entries(wait));
      if (!lost.isEmpty()) {
        arrived.addAll(lostPlaces());
      }
      return arrived;
    } catch (WakeupException woken) {
      return List.of();
    } catch (RetriableException unreachable) {
      LOG.debug("the source does not answer", unreachable);
      return List.of();
    }
  }

  @Override
  public Map<LogPartition, Long> ends() {
    Map<LogPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (next.containsKey(partition) && !lost.contains(partition)) {
        long place = next.get(partition);
        OptionalLong lag = consumer.currentLag(partition);
        if (lag.isPresent()) {
          endsBefore.remove(log(partition));
          ends.put(log(partition), place + lag.getAsLong());
        } else if (endsBefore.containsKey(log(partition))) {
          ends.put(log(partition), Math.max(place, endsBefore.get(log(partition))));
        }
      }
    }
    return ends;
  }

  @Override
  public Connections connections() {
    return connections.now(ConsumerCounts.of(consumer.metrics()));
  }

  @Override
  public void wakeUp() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_WAIT));
  }

  /** Sees to it that fetches have the size that suits the link. */
  private void fit() {
    long now = nanos.getAsLong();
    if (now - lookedNanos < LOOK_EVERY_NANOS) {
      return;
    }
    lookedNanos = now;
    ConsumerCounts counts = ConsumerCounts.of(consumer.metrics());
    sizing.look(now, heard(counts), isFetching()).ifPresent(size -> beginAnew(size, now, counts));
  }

  private static FetchSizing.Heard heard(ConsumerCounts counts) {
    return new FetchSizing.Heard(counts.bytes(), counts.answers(), counts.opened());
  }

  private boolean isFetching() {
    return assigned.stream()
        .anyMatch(partition -> !held.contains(partition) && !lost.contains(partition));
  }

  /**
   * Reads on with another consumer, from just behind what was given. If there can be none now, for
   * want of an address, the old one goes on.
   */
  private void beginAnew(FetchSize size, long now, ConsumerCounts last) {
    Consumer<byte[], byte[]> old = consumer;
    Map<LogPartition, Long> ends = ends();
    try {
      consumer = consumers.apply(size);
    } catch (KafkaException none) {
      LOG.debug("there is nobody to read from", none);
      sizing.begin(sizing.size(), now, heard(last));
      return;
    }
    if (size != sizing.size()) {
      LOG.info(
          "a fetch of {} brings at most {} bytes from now on, as suits the link",
          assigned.stream().map(TopicPartition::topic).distinct().sorted().toList(),
          size.bytesMax());
    }
    sizing.begin(size, now, FetchSizing.Heard.NOTHING);
    connections.replaced(last);
    endsBefore.clear();
    endsBefore.putAll(ends);
    assigned.forEach(partition -> seeks.putIfAbsent(partition, next.get(partition)));
    changed = true;
    if (woken.availablePermits() > 0) {
      consumer.wakeup();
    }
    close(old, Duration.ZERO);
  }

  private static void close(Consumer<?, ?> old, Duration wait) {
    try {
      old.close(CloseOptions.timeout(wait));
    } catch (KafkaException notInOrder) {
      LOG.debug("a consumer did not end in order", notInOrder);
    }
  }

  private void follow() {
    if (!changed) {
      return;
    }
    consumer.assign(assigned);
    seeks.forEach(consumer::seek);
    next.putAll(seeks);
    seeks.clear();
    Set<TopicPartition> paused = new HashSet<>(held);
    paused.retainAll(assigned);
    paused.addAll(lost);
    Set<TopicPartition> resumed = new HashSet<>(consumer.paused());
    resumed.removeAll(paused);
    consumer.resume(resumed);
    consumer.pause(paused);
    changed = false;
  }

  /** Kafka's consumer refuses to wait for nothing. */
  private void awaitWakeUp(Duration wait) {
    try {
      if (woken.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private ConsumerRecords<byte[], byte[]> entries(Duration wait) {
    try {
      return consumer.poll(lost.isEmpty() ? wait : Duration.ZERO);
    } catch (OffsetOutOfRangeException outside) {
      lost.addAll(outside.partitions());
      changed = true;
      return ConsumerRecords.empty();
    }
  }

  private List<Arrived> arrived(ConsumerRecords<byte[], byte[]> records) {
    List<Arrived> arrived = new ArrayList<>();
    for (TopicPartition partition : records.partitions()) {
      List<LogEntry> entries = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> entry : records.records(partition)) {
        byte[] value = entry.value() == null ? new byte[0] : entry.value();
        entries.add(new LogEntry(entry.offset(), entry.timestamp(), Bytes.owning(value)));
      }
      next.put(partition, entries.getLast().offset() + 1);
      arrived.add(new Arrived.Entries(log(partition), entries));
    }
    return arrived;
  }

  /**
   * Where the logs in which the place is lost start and end; asked again until there is a place.
   * Nothing if that is not known now: what was read of other logs is given all the same.
   */
  private List<Arrived> lostPlaces() {
    try {
      return askForLostPlaces();
    } catch (WakeupException | RetriableException notNow) {
      LOG.debug("the source does not say where logs start and end", notNow);
      return List.of();
    }
  }

  private List<Arrived> askForLostPlaces() {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(lost, BOUNDS_WAIT);
    Map<TopicPartition, Long> ends = consumer.endOffsets(lost, BOUNDS_WAIT);
    List<Arrived> arrived = new ArrayList<>();
    for (TopicPartition partition : lost) {
      if (starts.containsKey(partition) && ends.containsKey(partition)) {
        long start = starts.get(partition);
        arrived.add(new Arrived.LostPlace(log(partition), start, ends.get(partition)));
      }
    }
    return arrived;
  }

  private static TopicPartition partition(LogPartition log) {
    return new TopicPartition(log.log(), log.partition());
  }

  private static LogPartition log(TopicPartition partition) {
    return new LogPartition(partition.topic(), partition.partition());
  }
}
