package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all regions must hold of a partition in the end, from the writes of all logs alone: at each
 * key what a {@link NaiveItem} comes to, and all that any write had seen. Says nothing of stamps.
 */
final class Oracle {
  private final SortedMap<EncodedKey, List<Change>> writes = new TreeMap<>();

  static Oracle of(Evidence evidence, int partition) {
    Oracle oracle = new Oracle();
    for (RegionName region : evidence.writers()) {
      for (Change change : evidence.writes(region, partition)) {
        oracle.writes.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change);
      }
    }
    return oracle;
  }

  /** The writes of all regions, by key. */
  SortedMap<EncodedKey, List<Change>> writes() {
    return writes;
  }

  SortedMap<EncodedKey, ItemState> items() {
    TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
    writes.forEach((key, each) -> items.put(key, last(each)));
    return items;
  }

  private static ItemState last(List<Change> writes) {
    NaiveItem item = new NaiveItem(writes);
    return new ItemState(item.version(), item.seen(), item.content());
  }
}
