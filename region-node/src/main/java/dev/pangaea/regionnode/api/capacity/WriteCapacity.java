package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.table.IndexRows;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexStatus;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.throughput.Units;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a write of one item costs: the larger of the item before and after in the table, and in each
 * index as much as changes there. A row that moves is deleted and put. (Amazon DynamoDB Developer
 * Guide, "Provisioned throughput considerations for Global Secondary Indexes".)
 */
public final class WriteCapacity {
  private final TableSettings table;
  private final EncodedKey key;

  public WriteCapacity(TableSettings table, EncodedKey key) {
    this.table = table;
    this.key = key;
  }

  /** What it costs in the table alone. */
  public static double ofTable(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    return Math.max(Units.write(before), Units.write(after));
  }

  /**
   * @param name of the table, as the request names it
   */
  public ConsumedCapacity of(
      String name, Optional<EncodedItem> before, Optional<EncodedItem> after) {
    Optional<Image> old = before.map(Image::of);
    Optional<Image> now = after.map(Image::of);
    SortedMap<String, Double> local = new TreeMap<>();
    SortedMap<String, Double> global = new TreeMap<>();
    for (IndexSettings index : table.indexes()) {
      if (index.status() != IndexStatus.DELETING) {
        double units = units(IndexRows.of(table.keySchema(), index), old, now);
        if (units > 0) {
          (index.isLocal() ? local : global).put(index.name(), units);
        }
      }
    }
    double units = Units.write(Math.max(bytes(old), bytes(now)));
    return new ConsumedCapacity(name, units, local, global);
  }

  private record Image(EncodedItem encoded, Item item) {
    static Image of(EncodedItem encoded) {
      return new Image(encoded, encoded.decode());
    }
  }

  private double units(IndexRows index, Optional<Image> before, Optional<Image> after) {
    Optional<IndexRow> old = before.flatMap(image -> index.row(key, image.encoded, image.item));
    Optional<IndexRow> now = after.flatMap(image -> index.row(key, image.encoded, image.item));
    if (old.equals(now)) {
      return 0;
    }
    boolean stays = old.map(IndexRow::position).equals(now.map(IndexRow::position));
    return stays ? Math.max(units(old), units(now)) : units(old) + units(now);
  }

  private static double units(Optional<IndexRow> row) {
    return row.isEmpty() ? 0 : Units.write(ItemSize.of(row.get().item().decode()));
  }

  private static long bytes(Optional<Image> image) {
    return image.map(Image::item).map(ItemSize::of).orElse(0L);
  }
}
