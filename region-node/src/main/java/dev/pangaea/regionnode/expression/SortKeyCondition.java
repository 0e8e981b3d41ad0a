package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;

/** Which values of a sort key are wanted: always one run of them in their order. */
public sealed interface SortKeyCondition {
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
