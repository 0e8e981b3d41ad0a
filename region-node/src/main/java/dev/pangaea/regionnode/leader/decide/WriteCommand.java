package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.Optional;

/**
 * A write of one item, as an application asked for it. It comes about only if its condition holds
 * on the item that it meets; a missing item is {@link Item#EMPTY}.
 */
public sealed interface WriteCommand {
  EncodedKey key();

  Condition condition();

  record PutItem(EncodedKey key, EncodedItem item, Condition condition) implements WriteCommand {
    public PutItem(EncodedKey key, EncodedItem item) {
      this(key, item, new Condition.Always());
    }
  }

  record DeleteItem(EncodedKey key, Condition condition) implements WriteCommand {
    public DeleteItem(EncodedKey key) {
      this(key, new Condition.Always());
    }
  }

  /**
   * Changes the item's attributes, or makes an item of the key and the update.
   *
   * @param keyAttributes the key as attributes; the update touches none of them
   * @param rule what its table asks of the item that comes out
   * @param policy of its table, as it was when the command came: whenever a switch is heard of, the
   *     write is stamped by one of the two, whole
   * @param expires the attribute of its table that says when items expire
   */
  record UpdateItem(
      EncodedKey key,
      Item keyAttributes,
      ItemUpdate update,
      Condition condition,
      ItemRule rule,
      ConflictPolicy policy,
      Optional<String> expires)
      implements WriteCommand {
    public UpdateItem(
        EncodedKey key,
        Item keyAttributes,
        ItemUpdate update,
        Condition condition,
        ItemRule rule,
        ConflictPolicy policy) {
      this(key, keyAttributes, update, condition, rule, policy, Optional.empty());
    }

    public UpdateItem(
        EncodedKey key, Item keyAttributes, ItemUpdate update, Condition condition, ItemRule rule) {
      this(key, keyAttributes, update, condition, rule, ConflictPolicy.DEFAULT);
    }
  }

  /** Changes nothing. */
  record ConditionCheck(EncodedKey key, Condition condition) implements WriteCommand {
    public ConditionCheck(EncodedKey key) {
      this(key, new Condition.Always());
    }
  }
}
