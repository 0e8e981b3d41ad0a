package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.PathsIntoKeys;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.IndexKeys;
import dev.pangaea.regionnode.table.TableView;

/** Commands out of what requests hold, checked against the table that they are for. */
public final class Commands {
  private Commands() {}

  /** The item's bytes, if it is not larger than a table keeps. */
  public static EncodedItem encoded(Item item) {
    EncodedItem encoded = EncodedItem.of(item);
    if (ItemSize.aboveMax(item, encoded)) {
      throw Failure.validation("Item size has exceeded the maximum allowed size").refused();
    }
    return encoded;
  }

  /**
   * @param encoded the item's bytes, from {@link #encoded}
   */
  public static WriteCommand put(
      TableView table, Item item, EncodedItem encoded, Condition condition) {
    PrimaryKey key = PrimaryKeys.ofItem(table.settings().keySchema(), item.attributes());
    IndexKeys.ofPut(table.settings().indexes())
        .complaint(item)
        .ifPresent(
            complaint -> {
              throw Failure.validation(complaint).refused();
            });
    PathsIntoKeys.refuse(table, condition.paths());
    return new WriteCommand.PutItem(EncodedKey.of(key), encoded, condition);
  }

  public static WriteCommand delete(TableView table, Item key, Condition condition) {
    EncodedKey encoded = PrimaryKeys.encoded(table, key);
    PathsIntoKeys.refuse(table, condition.paths());
    return new WriteCommand.DeleteItem(encoded, condition);
  }

  public static WriteCommand update(
      TableView table, Item key, ItemUpdate update, Condition condition) {
    EncodedKey encoded = PrimaryKeys.encoded(table, key);
    PathsIntoKeys.refuse(table, condition.paths());
    PrimaryKeys.refuseUpdate(table, update);
    PathsIntoKeys.refuse(table, update.paths());
    ItemRule rule = IndexKeys.ofUpdate(table.settings().indexes());
    return new WriteCommand.UpdateItem(
        encoded,
        key,
        update,
        condition,
        rule,
        table.settings().policy(),
        table.settings().timeToLive());
  }

  public static WriteCommand check(TableView table, Item key, Condition condition) {
    EncodedKey encoded = PrimaryKeys.encoded(table, key);
    PathsIntoKeys.refuse(table, condition.paths());
    return new WriteCommand.ConditionCheck(encoded, condition);
  }
}
