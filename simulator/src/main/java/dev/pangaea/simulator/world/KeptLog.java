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

  KeptLog(String name, WorldClock clock) {
    this.name = name;
    this.clock = clock;
  }

  LogEntry keep(Bytes record) {
    LogEntry entry = new LogEntry(entries.size(), clock.millis(), record);
    entries.add(entry);
    return entry;
  }

  long end() {
    return entries.size();
  }

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
