package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.QueriedKey;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.table.IndexPositions;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** What a Query or a Scan reads: a table, or one of its indexes. */
record ReadTarget(TableView table, Optional<IndexSettings> index) {
  List<KeyAttribute> partitionKey() {
    return index.map(IndexSettings::partitionKey).orElseGet(() -> List.of(schema().partitionKey()));
  }

  List<KeyAttribute> sortKey() {
    return index.map(IndexSettings::sortKey).orElseGet(() -> schema().sortKey().stream().toList());
  }

  QueriedKey queried() {
    return new QueriedKey(parts(partitionKey()), parts(sortKey()));
  }

  boolean isGlobal() {
    return index.isPresent() && !index.get().isLocal();
  }

  boolean isLocal() {
    return index.isPresent() && index.get().isLocal();
  }

  /** Whether a partition key has one row at most. */
  boolean keyIsOneRow() {
    return index.isEmpty() && schema().sortKey().isEmpty();
  }

  /** Whether rows hold all that the table has of their items. */
  boolean holdsAll() {
    return index.isEmpty() || index.get().projection() instanceof IndexProjection.All;
  }

  /** Whether rows hold an attribute, if their items have it. */
  boolean holds(String attribute) {
    return index.isEmpty()
        || switch (index.get().projection()) {
          case IndexProjection.All() -> true;
          case IndexProjection.KeysOnly() -> keyNames().contains(attribute);
          case IndexProjection.Include(List<String> names) ->
              names.contains(attribute) || keyNames().contains(attribute);
        };
  }

  SequencedSet<String> tableKeyNames() {
    return names(Stream.concat(Stream.of(schema().partitionKey()), schema().sortKey().stream()));
  }

  /** The attributes of the key that is queried. */
  SequencedSet<String> ownKeyNames() {
    return names(Stream.concat(partitionKey().stream(), sortKey().stream()));
  }

  /** The attributes that tell where a page ended: the table's key, then the index's. */
  SequencedSet<String> keyNames() {
    SequencedSet<String> names = tableKeyNames();
    names.addAll(ownKeyNames());
    return names;
  }

  /** What the positions of all rows with these partition-key values begin with. */
  Bytes partition(List<AttributeValue> partitionKey) {
    return index.isPresent()
        ? IndexPositions.partition(partitionKey)
        : ItemPosition.of(EncodedKey.of(PrimaryKey.of(partitionKey.getFirst())));
  }

  /**
   * Where the row of a key lies; empty if there can be none.
   *
   * @param key the table's
   * @param all every attribute of {@link #keyNames}
   */
  Optional<Bytes> position(EncodedKey key, Item all) {
    return index.isPresent()
        ? IndexPositions.of(index.get().shape(), key, all)
        : Optional.of(ItemPosition.of(key));
  }

  KeySchema schema() {
    return table.settings().keySchema();
  }

  private static SequencedSet<String> names(Stream<KeyAttribute> attributes) {
    SequencedSet<String> names = new LinkedHashSet<>();
    attributes.forEach(attribute -> names.add(attribute.name()));
    return names;
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
