package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.Item;

/** A write of one item, which comes about only if its condition holds. */
public sealed interface Write {
  String key();

  /** {@link Expression#NONE} if nothing is expected. */
  Expression condition();

  /**
   * @param item without its key
   */
  record Put(String key, Item item, Expression condition) implements Write {}

  record Update(String key, Expression update, Expression condition) implements Write {}

  record Delete(String key, Expression condition) implements Write {}

  /** Only within transactions. */
  record Check(String key, Expression condition) implements Write {}
}
