package dev.pangaea.conflict.item;

import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.util.Optional;

/**
 * The primary key of an item: a partition key and, where the table has one, a sort key, each a
 * string, a number or binary.
 */
public record PrimaryKey(AttributeValue partitionKey, Optional<AttributeValue> sortKey) {
  public PrimaryKey {
    checkType(partitionKey);
    sortKey.ifPresent(PrimaryKey::checkType);
  }

  public static PrimaryKey of(AttributeValue partitionKey) {
    return new PrimaryKey(partitionKey, Optional.empty());
  }

  public static PrimaryKey of(AttributeValue partitionKey, AttributeValue sortKey) {
    return new PrimaryKey(partitionKey, Optional.of(sortKey));
  }

  private static void checkType(AttributeValue value) {
    switch (value) {
      case StringValue _, NumberValue _, BinaryValue _ -> {}
      case AttributeValue other ->
          throw new IllegalArgumentException("no key: " + other.getClass().getSimpleName());
    }
  }
}
