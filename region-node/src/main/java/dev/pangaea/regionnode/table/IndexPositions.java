package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.KeyCodec;
import dev.pangaea.regionnode.store.ItemPosition;
import java.util.List;
import java.util.Optional;

/**
 * Where rows lie in an index: as items do in a partition, with the index's key in the place of the
 * table's, and with the item's own key behind it, since an index's key may belong to many. So the
 * rows of a partition key are together, in the order of their sort keys.
 */
public final class IndexPositions {
  private static final int CAPACITY = 128;

  private IndexPositions() {}

  /** What the positions of all rows with these partition key values begin with, and no others. */
  public static Bytes partition(List<AttributeValue> partitionKey) {
    ByteWriter to = new ByteWriter(CAPACITY);
    partitionKey.forEach(value -> KeyCodec.component(value, to));
    return ItemPosition.of(new EncodedKey(to.written(), to.length()));
  }

  /**
   * The position of an item's row; empty if the item has none in an index of this shape.
   *
   * @param item may have the key attributes of the index only
   */
  public static Optional<Bytes> of(IndexShape index, EncodedKey key, Item item) {
    ByteWriter to = new ByteWriter(CAPACITY);
    if (!write(index.partitionKey(), IndexKeys.PARTITION_KEY_BYTES_MAX, item, to)) {
      return Optional.empty();
    }
    int partitionKeyLength = to.length();
    if (!write(index.sortKey(), IndexKeys.SORT_KEY_BYTES_MAX, item, to)) {
      return Optional.empty();
    }
    byte[] own = key.bytes().shared();
    to.raw(own, 0, own.length);
    return Optional.of(ItemPosition.of(new EncodedKey(to.written(), partitionKeyLength)));
  }

  private static boolean write(
      List<KeyAttribute> attributes, int bytesMax, Item item, ByteWriter to) {
    for (KeyAttribute attribute : attributes) {
      Optional<AttributeValue> value = item.attribute(attribute.name());
      if (value.isEmpty() || !IndexKeys.canBe(attribute, bytesMax, value.get())) {
        return false;
      }
      KeyCodec.component(value.get(), to);
    }
    return true;
  }
}
