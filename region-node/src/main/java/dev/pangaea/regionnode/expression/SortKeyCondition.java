package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;

/** Which values of a key attribute are wanted: always one run of them in their order. */
public sealed interface SortKeyCondition {
  /** The values that it compares with. */
  default List<AttributeValue> values() {
    return switch (this) {
      case Equal(AttributeValue value) -> List.of(value);
      case LessThan(AttributeValue value) -> List.of(value);
      case AtMost(AttributeValue value) -> List.of(value);
      case GreaterThan(AttributeValue value) -> List.of(value);
      case AtLeast(AttributeValue value) -> List.of(value);
      case Between(AttributeValue low, AttributeValue high) -> List.of(low, high);
      case BeginsWith(AttributeValue prefix) -> List.of(prefix);
    };
  }

  record Equal(AttributeValue value) implements SortKeyCondition {}

  record LessThan(AttributeValue value) implements SortKeyCondition {}

  record AtMost(AttributeValue value) implements SortKeyCondition {}

  record GreaterThan(AttributeValue value) implements SortKeyCondition {}

  record AtLeast(AttributeValue value) implements SortKeyCondition {}

  /** Both bounds count in; low is not above high. */
  record Between(AttributeValue low, AttributeValue high) implements SortKeyCondition {}

  /** A string or a binary. */
  record BeginsWith(AttributeValue prefix) implements SortKeyCondition {}
}
