package dev.pangaea.simulator.history;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.store.Partitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why an item has the value that it has, from the logs of all regions. */
public final class Explanation {
  private final String table;
  private final String key;
  private final int partition;
  private final int partitions;
  private final List<String> notes;
  private final ItemHistory history;

  private Explanation(RecordedTable table, String key, int partition, ItemHistory history) {
    this.table = table.name();
    this.key = key;
    this.partition = partition;
    this.partitions = table.partitions();
    this.notes = table.notes();
    this.history = history;
  }

  /**
   * Reads the logs of the key's partition. Blocks.
   *
   * @param key as in requests, the partition key first
   */
  public static Explanation of(RecordedTable table, String key) throws UnreadableException {
    EncodedKey wanted = Shown.key(key);
    int partition = Partitioner.partition(wanted, table.partitions());
    List<LogReading> readings = new ArrayList<>();
    for (Map.Entry<RegionName, RecordedTable.Logs> logs : table.logs().entrySet()) {
      try {
        readings.add(
            LogReading.of(
                logs.getKey(), logs.getValue().partition(partition), LogReading.ofKey(wanted)));
      } catch (LogUnavailableException unavailable) {
        throw new UnreadableException(
            "the log of " + logs.getKey() + " cannot be read: " + unavailable.getMessage(),
            unavailable);
      }
    }
    return new Explanation(table, key, partition, ItemHistory.of(wanted, readings));
  }

  /** Whether a log mentions the item. */
  public boolean found() {
    return !history.isEmpty();
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s, partition %d of %d. Times are those of each region's Kafka.%n"
            .formatted(table, key, partition, partitions));
    notes.forEach(note -> text.append(note).append('\n'));
    return text.append(HistoryText.of(history)).toString();
  }

  public String json() {
    return HistoryJson.of(history);
  }
}
