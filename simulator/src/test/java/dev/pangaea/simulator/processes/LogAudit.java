package dev.pangaea.simulator.processes;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A region's logs of a table: which writes count, and whether any counts twice.
 *
 * @param writes the keys and versions of all changes that count
 * @param twice those that count more than once
 * @param uncounted how many entries do not count
 */
record LogAudit(Set<String> writes, Set<String> keys, List<String> twice, long uncounted) {
  static LogAudit of(RegionProcesses region, String table) {
    Reading reading = new Reading();
    RegionLogs.read(region, table, reading::take);
    return new LogAudit(
        reading.writes, reading.keys, List.copyOf(reading.twice), reading.uncounted);
  }

  boolean holds(String key) {
    return keys.contains(EncodedKey.of(PrimaryKey.of(new StringValue(key))).bytes().toString());
  }

  private static final class Reading {
    private final Map<Integer, RecordId> heads = new HashMap<>();
    private final Set<String> writes = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> twice = new HashSet<>();
    private long uncounted;

    void take(LogEntry entry, int partition) {
      LogRecord record = LogRecordCodec.decode(entry.record());
      RecordId head = heads.getOrDefault(partition, RecordId.GENESIS);
      if (!Chain.accepts(head, record)) {
        uncounted++;
        return;
      }
      heads.put(partition, record.id());
      switch (record.body()) {
        case Body.Noop() -> {}
        case Body.Told told -> {}
        case Body.Streaming streaming -> {}
        case Body.Dropped dropped -> {}
        case Body.Released released -> {}
        case Body.Copy copy -> {}
        case Body.Writes(List<Change> changes) -> changes.forEach(this::count);
        case Body.Part(long nextTransactions, List<Change> changes) -> changes.forEach(this::count);
        case Body.Restoration(ConflictAt conflict, Change change) -> count(change);
        case Body.Transactions transactions -> {}
        case Body.Arrivals arrivals ->
            arrivals.arrivals().stream().map(Arrival::change).forEach(this::count);
      }
    }

    private void count(Change change) {
      String key = change.key().bytes().toString();
      keys.add(key);
      String write = key + " " + change.version();
      if (!writes.add(write)) {
        twice.add(write);
      }
    }
  }
}
