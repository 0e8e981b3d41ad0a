package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.Optional;

/**
 * Looks up what this node's store holds at a key: the item with its version and context, or the
 * tombstone of a deleted one. Blocks on the store's reads.
 *
 * <p>The store is that of the last committed step, so it has every write that this region has
 * acknowledged, and those of other regions as far as they were taken in. Right after a start it may
 * lack some of either, until the partition's log is read.
 */
public final class ItemReader {
  private final RegionName region;
  private final TableLookup tables;
  private final Store store;

  public ItemReader(RegionName region, Tables tables, Store store) {
    this.region = region;
    this.tables = new TableLookup(tables);
    this.store = store;
  }

  /**
   * What is at a key.
   *
   * @param state empty where nothing was ever written, or the tombstone is gone too
   */
  public record Held(
      String table, RegionName region, int partition, Item key, Optional<ItemState> state) {}

  /**
   * Reads one key.
   *
   * @throws dev.pangaea.regionnode.api.failure.RefusedException if the table is not served here, or
   *     the key is none of its keys
   */
  public Held read(String name, Item key) {
    Failure missing = TableLookup.notFound(name);
    TableView table = tables.find(name, missing);
    if (!serves(table.status())) {
      throw missing.refused();
    }
    EncodedKey encoded = PrimaryKeys.encoded(table, key);
    int partition = Partitioner.partition(encoded, table.partitions());
    return new Held(
        name,
        region,
        partition,
        key,
        store.item(new PartitionId(table.storeNumber(), partition), encoded));
  }

  private static boolean serves(TableStatus status) {
    return switch (status) {
      case ACTIVE, UPDATING -> true;
      case CREATING, DELETING, CREATION_FAILED -> false;
    };
  }
}
