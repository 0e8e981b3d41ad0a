package dev.pangaea.regionnode.metrics;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.control.NodeStatus.IndexStanding;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How far the indexes of tables are. */
final class IndexProgress {
  private record Index(int table, int number) {
    boolean isOf(TableView view) {
      return view.storeNumber() == table
          && view.settings().indexes().stream().anyMatch(index -> index.number() == number);
    }
  }

  private final Store store;
  private final LongSupplier nanoClock;
  private final Map<Index, FillingRate> rates = new HashMap<>();

  IndexProgress(Store store, LongSupplier nanoClock) {
    this.store = store;
    this.nanoClock = nanoClock;
  }

  /**
   * @param table its number in the store
   * @param partitions the table's
   */
  synchronized List<IndexStanding> of(
      int table, List<IndexSettings> indexes, List<PartitionStatus> partitions) {
    return indexes.stream().map(index -> standing(table, index, partitions)).toList();
  }

  /** Forgets what it remembers of all other indexes: one may go before it is whole. */
  synchronized void retain(List<TableView> tables) {
    rates.keySet().removeIf(index -> tables.stream().noneMatch(table -> index.isOf(table)));
  }

  private IndexStanding standing(int table, IndexSettings index, List<PartitionStatus> partitions) {
    long rows = 0;
    double lookedAt = 0;
    boolean whole = true;
    for (PartitionStatus partition : partitions) {
      IndexState state = store.indexState(partition.partition(), index.number());
      rows += state.rows();
      lookedAt += partition.applied().items() * share(state);
      whole &= state.whole();
    }
    return new IndexStanding(
        index.name(),
        index.status().name(),
        rows,
        (long) lookedAt,
        rate(new Index(table, index.number()), (long) lookedAt, whole));
  }

  private OptionalDouble rate(Index index, long lookedAt, boolean whole) {
    if (whole) {
      rates.remove(index);
      return OptionalDouble.empty();
    }
    return rates
        .computeIfAbsent(index, first -> new FillingRate())
        .look(nanoClock.getAsLong(), lookedAt);
  }

  /**
   * Which share of a partition's items is in front of the next one: items lie by their hashes, so
   * that equal shares of slots hold equal shares of items, but for partition keys with many.
   */
  private static double share(IndexState state) {
    return state.next().map(next -> (double) slot(next) / Partitioner.SLOTS).orElse(1.0);
  }

  private static int slot(Bytes position) {
    return position.length() < Short.BYTES
        ? 0
        : (position.at(0) & 0xFF) << Byte.SIZE | position.at(1) & 0xFF;
  }
}
