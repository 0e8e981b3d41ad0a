package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;

/** An attribute that is part of a key, and its type. */
public record KeyAttribute(String name, Type type) {
  /** The types that a key attribute can have, by DynamoDB's letters. */
  public enum Type {
    S,
    N,
    B
  }

  /** Whether a value has the attribute's type. */
  boolean isOf(AttributeValue value) {
    return switch (type) {
      case S -> value instanceof AttributeValue.StringValue;
      case N -> value instanceof AttributeValue.NumberValue;
      case B -> value instanceof AttributeValue.BinaryValue;
    };
  }
}
