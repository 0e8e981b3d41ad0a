package dev.pangaea.replicator;

import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads logs in memory; a cut source gives nothing, and of its logs is known what was heard before.
 * It never waits.
 */
final class FakeReader implements SourceReader {
  private final SortedMap<LogPartition, LogBook> books = new TreeMap<>();
  private final SortedMap<LogPartition, Long> places = new TreeMap<>();
  private Set<LogPartition> held = Set.of();
  private final SortedMap<LogPartition, Long> heard = new TreeMap<>();
  private long answers;
  private boolean cut;
  private int wokenUp;
  private boolean closed;

  FakeReader(LogBook... logs) {
    for (LogBook log : logs) {
      books.put(log.partition(), log);
    }
  }

  void cut(boolean now) {
    cut = now;
  }

  Map<LogPartition, Long> places() {
    return places;
  }

  Set<LogPartition> held() {
    return held;
  }

  int wokenUp() {
    return wokenUp;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void read(LogPartition log, long offset) {
    places.put(log, offset);
  }

  @Override
  public void leave(LogPartition log) {
    places.remove(log);
  }

  @Override
  public void hold(Set<LogPartition> logs) {
    held = logs;
  }

  @Override
  public List<Arrived> poll(Duration wait) {
    List<Arrived> arrived = new ArrayList<>();
    if (cut) {
      return arrived;
    }
    answers++;
    heard.keySet().retainAll(places.keySet());
    places.keySet().stream()
        .filter(books::containsKey)
        .filter(log -> !held.contains(log))
        .forEach(log -> heard.put(log, books.get(log).end()));
    for (Map.Entry<LogPartition, Long> entry : places.entrySet()) {
      LogBook book = books.get(entry.getKey());
      if (book == null || held.contains(entry.getKey())) {
        continue;
      }
      if (entry.getValue() < book.start() || entry.getValue() > book.end()) {
        arrived.add(new Arrived.LostPlace(book.partition(), book.start(), book.end()));
        continue;
      }
      List<LogEntry> entries = book.from(entry.getValue(), 10);
      if (!entries.isEmpty()) {
        arrived.add(new Arrived.Entries(book.partition(), entries));
        entry.setValue(entry.getValue() + entries.size());
      }
    }
    return arrived;
  }

  @Override
  public Map<LogPartition, Long> ends() {
    return new TreeMap<>(heard);
  }

  @Override
  public Connections connections() {
    return new Connections(cut ? 0 : 1, 0, 1, answers);
  }

  @Override
  public void wakeUp() {
    wokenUp++;
  }

  @Override
  public void close() {
    closed = true;
  }
}
