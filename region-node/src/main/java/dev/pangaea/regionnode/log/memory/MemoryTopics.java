package dev.pangaea.regionnode.log.memory;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Topics in memory. A batch is there at once, unless it was said that the next ones fare worse.
 * They refuse what those of Kafka refuse.
 */
public final class MemoryTopics {
  /** What a topic takes that is made here. */
  static final int RECORD_BYTES_MAX = 8 << 20;

  private final TreeMap<String, MemoryTopic> topics = new TreeMap<>();
  private final Map<String, MemoryTopicWriter> owners = new HashMap<>();
  private final Map<String, Integer> reads = new HashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private final ArrayDeque<Fate> nextFates = new ArrayDeque<>();
  private Consumer<List<TopicRecord>> onKept = records -> {};
  private Set<String> silent = Set.of();
  private boolean available = true;
  private int claims;

  MemoryTopics() {}

  TopicWriter writer(String name) {
    return new MemoryTopicWriter(name, this);
  }

  /** What becomes of the next batches, one each: acknowledged, or in doubt and kept or lost. */
  public synchronized void nextFates(Fate... fates) {
    Collections.addAll(nextFates, fates);
  }

  public synchronized void available(boolean now) {
    available = now;
  }

  /** Has these topics, and no others, not answer, as if their partitions had no leaders. */
  public synchronized void silent(String... now) {
    silent = Set.of(now);
  }

  /** Has each batch that is kept from now on shown to a listener, which must be quick. */
  public synchronized void onKept(Consumer<List<TopicRecord>> listener) {
    onKept = listener;
  }

  /** How often a writer has claimed. */
  public synchronized int claims() {
    return claims;
  }

  /** How often it was asked what a topic has last. */
  public synchronized int reads(String topic) {
    return reads.getOrDefault(topic, 0);
  }

  /** How often it was asked how a topic stands. */
  public synchronized int looks(String topic) {
    return looks.getOrDefault(topic, 0);
  }

  /** Loses all records of a partition but the first ones. */
  public synchronized void truncate(String topic, int partition, int kept) {
    List<TopicRecord> records = topics.get(topic).partitions.get(partition);
    records.subList(Math.min(kept, records.size()), records.size()).clear();
  }

  public synchronized void delete(String topic) {
    topics.remove(topic);
  }

  /** Makes a topic as its user would, with one partition and a bound for records of its own. */
  public synchronized void create(String topic, int recordBytesMax) {
    MemoryTopic made = new MemoryTopic();
    made.partitions.add(new ArrayList<>());
    made.recordBytesMax = recordBytesMax;
    topics.put(topic, made);
  }

  /** What a record of a topic may take from now on. */
  public synchronized void recordBytesMax(String topic, int bytes) {
    topics.get(topic).recordBytesMax = bytes;
  }

  /** What a topic holds, by partition; empty if it is not there. */
  public synchronized List<List<TopicRecord>> records(String topic) {
    MemoryTopic there = topics.get(topic);
    return there == null ? List.of() : there.partitions.stream().map(List::copyOf).toList();
  }

  /** A topic that is there. */
  static final class MemoryTopic {
    final List<List<TopicRecord>> partitions = new ArrayList<>();
    int recordBytesMax = RECORD_BYTES_MAX;
  }

  void check() throws LogUnavailableException {
    if (!available) {
      throw new LogUnavailableException("the topics in memory do not answer", null);
    }
  }

  void check(String topic) throws LogUnavailableException {
    check();
    if (silent.contains(topic)) {
      throw new LogUnavailableException(topic + " does not answer", null);
    }
  }

  void look(String topic) throws LogUnavailableException {
    looks.merge(topic, 1, Integer::sum);
    check(topic);
  }

  void claim(String name, MemoryTopicWriter writer) {
    claims++;
    owners.put(name, writer);
  }

  boolean isOwner(String name, MemoryTopicWriter writer) {
    return owners.get(name) == writer;
  }

  MemoryTopic made(String topic) {
    return topics.computeIfAbsent(topic, first -> new MemoryTopic());
  }

  boolean holds(String topic) {
    return topics.containsKey(topic);
  }

  MemoryTopic existing(String topic) throws LogUnavailableException {
    MemoryTopic there = topics.get(topic);
    if (there == null) {
      throw new LogUnavailableException("there is no topic " + topic, null);
    }
    return there;
  }

  MemoryTopic read(String topic) throws LogUnavailableException {
    reads.merge(topic, 1, Integer::sum);
    return existing(topic);
  }

  Fate nextFate() {
    return nextFates.isEmpty() ? Fate.ACKNOWLEDGED : nextFates.remove();
  }

  void keep(MemoryTopic topic, List<TopicRecord> records) {
    records.forEach(record -> topic.partitions.get(record.partition()).add(record));
    onKept.accept(records);
  }
}
