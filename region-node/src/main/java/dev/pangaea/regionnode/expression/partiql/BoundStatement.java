package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.partiql.Statement.Order;
import java.util.List;
import java.util.Optional;

/** What a statement asks for. */
public sealed interface BoundStatement {
  String table();

  /**
   * @param index empty for the table itself
   * @param projection what is wanted of each item, by names of its own; empty for all of it
   */
  record Select(
      String table,
      Optional<String> index,
      Optional<Condition> where,
      Optional<Projection> projection,
      List<Order> order)
      implements BoundStatement {}

  record Insert(String table, Item item) implements BoundStatement {}

  record Update(
      String table, ItemUpdate update, Optional<Condition> where, Optional<Returning> returning)
      implements BoundStatement {}

  record Delete(String table, Optional<Condition> where, Optional<Returning> returning)
      implements BoundStatement {}

  /** Makes a transaction depend on an item. */
  record Exists(Select select) implements BoundStatement {
    @Override
    public String table() {
      return select.table();
    }
  }
}
