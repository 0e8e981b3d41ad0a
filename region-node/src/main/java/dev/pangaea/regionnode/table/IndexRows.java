package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.store.IndexRow;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a table's items come to in one of its indexes.
 *
 * @param projected the attributes that a row holds; empty for all that the item has
 */
public record IndexRows(int number, IndexShape shape, Optional<SortedSet<String>> projected)
    implements ItemIndex {
  public IndexRows {
    projected = projected.map(TreeSet::new).map(Collections::unmodifiableSortedSet);
  }

  public static IndexRows of(KeySchema table, IndexSettings index) {
    return new IndexRows(index.number(), index.shape(), projected(table, index.shape()));
  }

  /** The indexes that a table's partitions are to keep. */
  static List<ItemIndex> of(TableSettings table) {
    return table.indexes().stream()
        .filter(index -> index.status() != IndexStatus.DELETING)
        .<ItemIndex>map(index -> of(table.keySchema(), index))
        .toList();
  }

  @Override
  public Optional<IndexRow> row(EncodedKey key, EncodedItem encoded, Item item) {
    Optional<Bytes> position = IndexPositions.of(shape, key, item);
    return position.map(there -> new IndexRow(there, content(encoded, item)));
  }

  private EncodedItem content(EncodedItem encoded, Item item) {
    if (projected.isEmpty()) {
      return encoded;
    }
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    for (String name : projected.get()) {
      item.attribute(name).ifPresent(value -> attributes.put(name, value));
    }
    return EncodedItem.of(new Item(attributes));
  }

  private static Optional<SortedSet<String>> projected(KeySchema table, IndexShape shape) {
    TreeSet<String> names = new TreeSet<>();
    names.add(table.partitionKey().name());
    table.sortKey().ifPresent(sort -> names.add(sort.name()));
    shape.partitionKey().forEach(attribute -> names.add(attribute.name()));
    shape.sortKey().forEach(attribute -> names.add(attribute.name()));
    return switch (shape.projection()) {
      case IndexProjection.All() -> Optional.empty();
      case IndexProjection.KeysOnly() -> Optional.of(names);
      case IndexProjection.Include(List<String> others) -> {
        names.addAll(others);
        yield Optional.of(names);
      }
    };
  }
}
