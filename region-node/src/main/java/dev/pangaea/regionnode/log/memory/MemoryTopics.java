package dev.pangaea.regionnode.log.memory;

import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.TopicWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Topics in memory. A batch is there at once, unless it was said that the next ones fare worse. */
public final class MemoryTopics {
  private final TreeMap<String, List<List<TopicRecord>>> topics = new TreeMap<>();
  private final Map<String, Object> owners = new HashMap<>();
  private final ArrayDeque<Fate> nextFates = new ArrayDeque<>();
  private boolean available = true;
  private int claims;

  MemoryTopics() {}

  TopicWriter writer(String name) {
    return new Writer(name);
  }

  /** What becomes of the next batches, one each: acknowledged, or in doubt and kept or lost. */
  public synchronized void nextFates(Fate... fates) {
    Collections.addAll(nextFates, fates);
  }

  public synchronized void available(boolean now) {
    available = now;
  }

  /** How often a writer has claimed. */
  public synchronized int claims() {
    return claims;
  }

  /** Loses all records of a partition but the first ones. */
  public synchronized void truncate(String topic, int partition, int kept) {
    List<TopicRecord> records = topics.get(topic).get(partition);
    records.subList(Math.min(kept, records.size()), records.size()).clear();
  }

  /** What a topic holds, by partition; empty if it is not there. */
  public synchronized List<List<TopicRecord>> records(String topic) {
    return topics.getOrDefault(topic, List.of()).stream().map(List::copyOf).toList();
  }

  private void check() throws LogUnavailableException {
    if (!available) {
      throw new LogUnavailableException("the topics in memory do not answer", null);
    }
  }

  private final class Writer implements TopicWriter {
    private final String name;
    private final Set<String> written = new HashSet<>();

    Writer(String name) {
      this.name = name;
    }

    @Override
    public void claim() throws LogUnavailableException {
      synchronized (MemoryTopics.this) {
        check();
        claims++;
        owners.put(name, this);
        written.clear();
      }
    }

    @Override
    public void prepare(String topic, int partitions, Duration retention)
        throws LogUnavailableException {
      synchronized (MemoryTopics.this) {
        check();
        List<List<TopicRecord>> there = topics.computeIfAbsent(topic, made -> new ArrayList<>());
        while (there.size() < partitions) {
          there.add(new ArrayList<>());
        }
      }
    }

    @Override
    public List<Map<String, String>> last(String topic, int partitions, String header)
        throws LogUnavailableException {
      synchronized (MemoryTopics.this) {
        check();
        if (written.contains(topic)) {
          throw new IllegalStateException(topic + " is to be claimed before it is read");
        }
        return topics.get(topic).subList(0, partitions).stream()
            .map(records -> last(records, header))
            .toList();
      }
    }

    private static Map<String, String> last(List<TopicRecord> records, String header) {
      for (TopicRecord record : records.reversed()) {
        if (record.headers().containsKey(header)) {
          return record.headers();
        }
      }
      return Map.of();
    }

    @Override
    public void write(String topic, List<TopicRecord> records)
        throws LogUnavailableException, ClaimLostException {
      synchronized (MemoryTopics.this) {
        check();
        if (owners.get(name) != this) {
          throw new ClaimLostException("another writer has claimed since", null);
        }
        written.add(topic);
        Fate fate = nextFates.isEmpty() ? Fate.ACKNOWLEDGED : nextFates.remove();
        if (fate != Fate.IN_DOUBT_LOST) {
          records.forEach(record -> topics.get(topic).get(record.partition()).add(record));
        }
        if (fate != Fate.ACKNOWLEDGED) {
          owners.remove(name);
          throw new LogUnavailableException("the answer is lost", null);
        }
      }
    }

    @Override
    public void close() {}
  }
}
