package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One partition of a region's log, as its brokers keep it. */
final class KeptLog {
  private final String name;
  private final WorldClock clock;
  private final List<LogEntry> entries = new ArrayList<>();
  private long start;
  private boolean deleted;

  KeptLog(String name, WorldClock clock) {
    this.name = name;
    this.clock = clock;
  }

  LogEntry keep(Bytes record) {
    LogEntry entry = new LogEntry(entries.size(), clock.millis(), record);
    if (!deleted) {
      entries.add(entry);
    }
    return entry;
  }

  /** Nobody can read what was before an offset any more; it is known here for ever. */
  void forget(long before) {
    start = Math.max(start, before);
  }

  /** All entries from an offset on are lost, as if they had never been. */
  void loseFrom(long offset) {
    entries.subList((int) offset, entries.size()).clear();
  }

  /** It is deleted: what still comes is lost. */
  void delete() {
    deleted = true;
  }

  /** The first offset that can be read. */
  long start() {
    return start;
  }

  long end() {
    return entries.size();
  }

  /** All that it ever held. */
  List<LogEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  List<LogEntry> from(long offset, int most) {
    int first = (int) Math.min(offset, entries.size());
    return List.copyOf(entries.subList(first, Math.min(entries.size(), first + most)));
  }

  @Override
  public String toString() {
    return name;
  }
}
