package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.capacity.WriteCapacity;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.read.StatementKeys;
import dev.pangaea.regionnode.api.write.Commands;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.expression.partiql.Returning;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.Optional;

/**
 * A statement that writes, checked against its table.
 *
 * @param inserts whether a condition that fails tells that the item is there
 * @param returning what to tell of the item
 */
record StatementWrite(
    TableView table,
    WriteCommand command,
    ItemUpdate update,
    boolean inserts,
    Optional<Returning> returning) {
  static StatementWrite of(BoundStatement statement, TableView table) {
    return switch (statement) {
      case BoundStatement.Insert(String _, Item item) -> insert(table, item);
      case BoundStatement.Update update -> {
        StatementKey key = StatementKey.of(table, update.where());
        Condition there = new Condition.All(List.of(present(table), key.rest()));
        yield new StatementWrite(
            table,
            Commands.update(table, key.key(), update.update(), there),
            update.update(),
            false,
            update.returning());
      }
      case BoundStatement.Delete delete -> {
        StatementKey key = StatementKey.of(table, delete.where());
        yield new StatementWrite(
            table,
            Commands.delete(table, key.key(), ifPresent(table, key.rest())),
            ItemUpdate.NOTHING,
            false,
            delete.returning());
      }
      case BoundStatement.Exists(BoundStatement.Select select) -> {
        StatementKey key = StatementKey.of(table, select.where());
        Condition there = new Condition.All(List.of(present(table), key.rest()));
        yield new StatementWrite(
            table,
            Commands.check(table, key.key(), there),
            ItemUpdate.NOTHING,
            false,
            Optional.empty());
      }
      case BoundStatement.Select _ -> throw new IllegalArgumentException("no write");
    };
  }

  private static StatementWrite insert(TableView table, Item item) {
    EncodedItem encoded = Commands.encoded(item);
    for (KeyAttribute attribute : StatementKey.attributes(table)) {
      AttributeValue value =
          item.attribute(attribute.name())
              .orElseThrow(
                  () ->
                      Failure.validation(
                              "Key attribute should be present in the item: Key "
                                  + attribute.name())
                          .refused());
      StatementKeys.check(attribute, value);
    }
    Condition absent = new Condition.NotExists(keyPath(table));
    return new StatementWrite(
        table,
        Commands.put(table, item, encoded, absent),
        ItemUpdate.NOTHING,
        true,
        Optional.empty());
  }

  /** What is not there cannot be updated. */
  private static Condition present(TableView table) {
    return new Condition.Exists(keyPath(table));
  }

  /** What is not there needs no deletion, whatever is said of it. */
  private static Condition ifPresent(TableView table, Condition rest) {
    return rest instanceof Condition.Always
        ? rest
        : new Condition.Any(List.of(new Condition.NotExists(keyPath(table)), rest));
  }

  private static DocumentPath keyPath(TableView table) {
    return DocumentPath.of(table.settings().keySchema().partitionKey().name());
  }

  /** What of the item the statement wants to be told. */
  Optional<Item> told(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    if (returning.isEmpty()) {
      return Optional.empty();
    }
    return switch (returning.get()) {
      case ALL_OLD -> before.map(EncodedItem::decode);
      case ALL_NEW -> after.map(EncodedItem::decode);
      case MODIFIED_OLD -> before.flatMap(this::touched);
      case MODIFIED_NEW -> after.flatMap(this::touched);
    };
  }

  private Optional<Item> touched(EncodedItem item) {
    return Optional.of(update.touched().of(item.decode()))
        .filter(touched -> !touched.attributes().isEmpty());
  }

  /**
   * @param name of the table, as the statement names it
   */
  ConsumedCapacity capacity(String name, WriteOutcome.Written written) {
    return new WriteCapacity(table.settings(), command.key())
        .of(name, written.before(), written.after());
  }
}
