package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.ledger.TableLabel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which attributes make up a table's primary key. */
public record KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {
  /** The names of the attributes, the partition key's first. */
  public List<String> names() {
    return Stream.concat(Stream.of(partitionKey), sortKey.stream())
        .map(KeyAttribute::name)
        .toList();
  }

  /** What the conflict ledger calls a table that has this key. */
  public TableLabel label(String table) {
    return new TableLabel(table, partitionKey.name(), sortKey.map(KeyAttribute::name));
  }
}
