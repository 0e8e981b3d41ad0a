package dev.pangaea.conflict.item;

import java.util.Optional;

/**
 * The primary key of an item: a partition key and, where the table has one, a sort key, each a
 * string, a number or binary.
 */
public record PrimaryKey(AttributeValue partitionKey, Optional<AttributeValue> sortKey) {
  public static PrimaryKey of(AttributeValue partitionKey) {
    return new PrimaryKey(partitionKey, Optional.empty());
  }

  public static PrimaryKey of(AttributeValue partitionKey, AttributeValue sortKey) {
    return new PrimaryKey(partitionKey, Optional.of(sortKey));
  }
}
