package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the ledger calls a table and its key: they stay in it when the table is gone. */
public record TableLabel(String name, String partitionKey, Optional<String> sortKey) {
  /** For what is no application's table. */
  public static final TableLabel NAMELESS = new TableLabel("-", "pk", Optional.of("sk"));

  /** The names of the key's attributes, the partition key's first. */
  public List<String> keyNames() {
    return Stream.concat(Stream.of(partitionKey), sortKey.stream()).toList();
  }

  /** A key by the names of its attributes. */
  Map<String, AttributeValue> attributes(PrimaryKey key) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    attributes.put(partitionKey, key.partitionKey());
    key.sortKey().ifPresent(value -> attributes.put(sortKey.orElse("sk"), value));
    return attributes;
  }

  /** The key that {@link #attributes} was made of. */
  EncodedKey key(Map<String, AttributeValue> attributes) {
    return EncodedKey.of(
        new PrimaryKey(
            attributes.get(partitionKey),
            sortKey.flatMap(name -> Optional.ofNullable(attributes.get(name)))));
  }
}
