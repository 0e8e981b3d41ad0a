package dev.pangaea.simulator.history;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.List;
import java.util.SortedMap;

/**
 * A global table's logs, of all regions that could be asked.
 *
 * @param notes what could not be found, a line each
 */
public record RecordedTable(
    String name, int partitions, SortedMap<RegionName, Logs> logs, List<String> notes) {
  public RecordedTable {
    notes = List.copyOf(notes);
  }

  /** A region's log of the table, by partition. */
  public interface Logs {
    PartitionLog partition(int partition);
  }
}
