package dev.pangaea.regionnode.log.memory;

import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicStanding;
import dev.pangaea.regionnode.log.TopicTooNarrowException;
import dev.pangaea.regionnode.log.TopicWriter;
import dev.pangaea.regionnode.log.memory.MemoryTopics.MemoryTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes topics in memory, as far as Kafka would let it. */
final class MemoryTopicWriter implements TopicWriter {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /** Of a record and its batch beside key, value and headers. */
  private static final int FRAME_BYTES = 70;

  private final String name;
  private final MemoryTopics topics;
  private final Set<String> written = new HashSet<>();

  /** Where partitions end that it has asked for since it claimed. */
  private final Map<String, Map<Integer, Integer>> ends = new HashMap<>();

  /** Where those end that it knew of before. */
  private final Map<String, Map<Integer, Integer>> before = new HashMap<>();

  private boolean claimed;
  private boolean closed;

  MemoryTopicWriter(String name, MemoryTopics topics) {
    this.name = name;
    this.topics = topics;
  }

  @Override
  public void claim() throws LogUnavailableException {
    synchronized (topics) {
      abandon();
      if (closed) {
        throw new LogUnavailableException("it is closed", null);
      }
      topics.check();
      topics.claim(name, this);
      written.clear();
      claimed = true;
    }
  }

  @Override
  public void prepare(String topic, int partitions, Duration retention)
      throws LogUnavailableException {
    synchronized (topics) {
      topics.check(topic);
      if (!NAME.matcher(topic).matches()) {
        throw new LogUnavailableException("no name of a topic: " + topic, null);
      }
      MemoryTopic there = topics.made(topic);
      while (there.partitions.size() < partitions) {
        there.partitions.add(new ArrayList<>());
      }
    }
  }

  @Override
  public List<Map<String, String>> last(String topic, int partitions, String header)
      throws LogUnavailableException {
    synchronized (topics) {
      topics.check(topic);
      if (written.contains(topic)) {
        throw new IllegalStateException(topic + " is to be claimed before it is read");
      }
      MemoryTopic there = topics.read(topic);
      List<Map<String, String>> last = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        List<TopicRecord> records = partition(there, partition);
        last.add(last(records, header));
        ends.computeIfAbsent(topic, first -> new HashMap<>()).put(partition, records.size());
      }
      return last;
    }
  }

  @Override
  public TopicStanding standing(String topic, int partitions) throws LogUnavailableException {
    synchronized (topics) {
      topics.look(topic);
      boolean known = ends.containsKey(topic);
      Map<Integer, Integer> ended = (known ? ends : before).getOrDefault(topic, Map.of());
      TopicStanding standing = standing(topic, partitions, ended);
      if (!known && standing == TopicStanding.SAME) {
        ends.put(topic, new HashMap<>(ended));
      }
      return standing;
    }
  }

  private TopicStanding standing(String topic, int partitions, Map<Integer, Integer> ended)
      throws LogUnavailableException {
    if (!topics.holds(topic) || topics.existing(topic).partitions.size() < partitions) {
      return TopicStanding.LESS;
    }
    TopicStanding standing = TopicStanding.SAME;
    for (int partition = 0; partition < partitions; partition++) {
      int size = topics.existing(topic).partitions.get(partition).size();
      int end = ended.getOrDefault(partition, -1);
      if (size < end) {
        return TopicStanding.LESS;
      }
      standing = size > end ? TopicStanding.MORE : standing;
    }
    return standing;
  }

  @Override
  public void write(String topic, List<TopicRecord> records)
      throws LogUnavailableException, ClaimLostException, TopicTooNarrowException {
    synchronized (topics) {
      if (!claimed) {
        throw new LogUnavailableException("nothing is claimed", null);
      }
      try {
        topics.check(topic);
        if (!topics.isOwner(name, this)) {
          throw new ClaimLostException("another writer has claimed since", null);
        }
        MemoryTopic there = topics.existing(topic);
        checkPlaces(topic, there, records);
        checkSizes(topic, there, records);
        written.add(topic);
        Fate fate = topics.nextFate();
        if (fate != Fate.IN_DOUBT_LOST) {
          topics.keep(there, records);
        }
        if (fate != Fate.ACKNOWLEDGED) {
          throw new LogUnavailableException("the answer is lost", null);
        }
        records.forEach(record -> ends.get(topic).merge(record.partition(), 1, Integer::sum));
      } catch (LogUnavailableException | ClaimLostException | TopicTooNarrowException failure) {
        abandon();
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    synchronized (topics) {
      closed = true;
      abandon();
    }
  }

  /** Only another claim helps. */
  private void abandon() {
    claimed = false;
    before.putAll(ends);
    ends.clear();
  }

  private void checkPlaces(String topic, MemoryTopic there, List<TopicRecord> records)
      throws LogUnavailableException {
    for (TopicRecord record : records) {
      int size = partition(there, record.partition()).size();
      Integer end = ends.getOrDefault(topic, Map.of()).get(record.partition());
      if (end == null || size < end) {
        throw new LogUnavailableException(
            "%s/%d was to go on at %s, not at %d: its end is lost"
                .formatted(topic, record.partition(), end, size),
            null);
      }
    }
  }

  private static void checkSizes(String topic, MemoryTopic there, List<TopicRecord> records)
      throws TopicTooNarrowException {
    for (TopicRecord record : records) {
      int most = Math.min(there.recordBytesMax, MemoryTopics.RECORD_BYTES_MAX);
      if (FRAME_BYTES + record.bytes() > most) {
        throw new TopicTooNarrowException(
            "%s takes no record of %d bytes".formatted(topic, record.bytes()), null);
      }
    }
  }

  private static List<TopicRecord> partition(MemoryTopic topic, int partition)
      throws LogUnavailableException {
    if (partition >= topic.partitions.size()) {
      throw new LogUnavailableException("there is no partition " + partition, null);
    }
    return topic.partitions.get(partition);
  }

  private static Map<String, String> last(List<TopicRecord> records, String header) {
    for (TopicRecord record : records.reversed()) {
      if (record.headers().containsKey(header)) {
        return record.headers();
      }
    }
    return Map.of();
  }
}
