package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;

/** What an update without an expression does to one attribute. */
public sealed interface AttributeChange {
  record Put(AttributeValue value) implements AttributeChange {}

  record Remove() implements AttributeChange {}

  /**
   * @param value a number, added to the one there; a set, joined with the one there; or a list,
   *     appended to the one there
   */
  record Add(AttributeValue value) implements AttributeChange {}

  /**
   * @param elements a set, whose elements are taken from the one there
   */
  record Delete(AttributeValue elements) implements AttributeChange {}
}
