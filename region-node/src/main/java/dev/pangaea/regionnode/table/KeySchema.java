package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.ledger.TableLabel;
import java.util.Optional;

/** Which attributes make up a table's primary key. */
public record KeySchema(KeyAttribute partitionKey, Optional<KeyAttribute> sortKey) {
  /** What the conflict ledger calls a table that has this key. */
  public TableLabel label(String table) {
    return new TableLabel(table, partitionKey.name(), sortKey.map(KeyAttribute::name));
  }
}
