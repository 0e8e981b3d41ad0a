package dev.pangaea.regionnode.store.memory;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows of all indexes, by their positions. */
final class MemoryIndexes {
  private record Index(int table, int number) {}

  private final Map<Index, TreeMap<Bytes, EncodedItem>> indexes = new HashMap<>();

  TreeMap<Bytes, EncodedItem> rows(int table, int index) {
    return indexes.computeIfAbsent(new Index(table, index), unknown -> new TreeMap<>());
  }

  void drop(int table, int index) {
    indexes.remove(new Index(table, index));
  }

  void drop(int table) {
    indexes.keySet().removeIf(index -> index.table() == table);
  }

  MemoryIndexes copy() {
    MemoryIndexes copy = new MemoryIndexes();
    indexes.forEach((index, rows) -> copy.indexes.put(index, new TreeMap<>(rows)));
    return copy;
  }
}
