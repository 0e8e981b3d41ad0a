package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.QueriedKey;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** What a Query or a Scan reads. */
record ReadTarget(TableView table) {
  List<KeyAttribute> partitionKey() {
    return List.of(schema().partitionKey());
  }

  List<KeyAttribute> sortKey() {
    return schema().sortKey().stream().toList();
  }

  QueriedKey queried() {
    return new QueriedKey(parts(partitionKey()), parts(sortKey()));
  }

  /** Whether a partition key has one row at most. */
  boolean keyIsOneRow() {
    return schema().sortKey().isEmpty();
  }

  boolean isIndex() {
    return false;
  }

  SequencedSet<String> tableKeyNames() {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(schema().partitionKey().name());
    schema().sortKey().ifPresent(attribute -> names.add(attribute.name()));
    return names;
  }

  /** The attributes that tell where a page ended: the table's key, then the index's. */
  SequencedSet<String> keyNames() {
    SequencedSet<String> names = tableKeyNames();
    partitionKey().forEach(attribute -> names.add(attribute.name()));
    sortKey().forEach(attribute -> names.add(attribute.name()));
    return names;
  }

  /** What the positions of all rows with these partition-key values begin with. */
  Bytes partition(List<AttributeValue> partitionKey) {
    return ItemPosition.of(EncodedKey.of(PrimaryKey.of(partitionKey.getFirst())));
  }

  /**
   * Where the row of a key lies.
   *
   * @param key the table's
   * @param all every attribute of {@link #keyNames}
   */
  Optional<Bytes> position(EncodedKey key, Item all) {
    return Optional.of(ItemPosition.of(key));
  }

  KeySchema schema() {
    return table.settings().keySchema();
  }

  private static List<QueriedKey.Part> parts(List<KeyAttribute> attributes) {
    return attributes.stream()
        .map(
            attribute ->
                new QueriedKey.Part(
                    attribute.name(), AttributeType.valueOf(attribute.type().name())))
        .toList();
  }
}
