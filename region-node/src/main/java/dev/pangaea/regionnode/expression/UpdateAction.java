package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;

/** What an update does at one path. */
sealed interface UpdateAction {
  record Assign(UpdateOperand value) implements UpdateAction {}

  record Remove() implements UpdateAction {}

  /**
   * @param value a number, added to the one there, or a set, joined with the one there
   */
  record Add(AttributeValue value) implements UpdateAction {}

  /**
   * @param elements a set, whose elements are taken from the one there
   */
  record Delete(AttributeValue elements) implements UpdateAction {}
}
