package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.transact.JointRead;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A SELECT of one item by its whole key and nothing else.
 *
 * @param wanted the key; refuses one that cannot be the table's
 */
record StatementRead(String table, Supplier<Item> wanted, Optional<Projection> projection)
    implements JointRead {
  /** Empty for a SELECT of another kind. */
  static Optional<StatementRead> of(BoundStatement.Select select, TableView table) {
    if (select.index().isPresent()) {
      return Optional.empty();
    }
    try {
      return StatementKey.find(table, select.where())
          .filter(key -> key.rest() instanceof Condition.Always)
          .map(key -> new StatementRead(select.table(), key::key, select.projection()));
    } catch (RefusedException misfit) {
      return Optional.of(
          new StatementRead(
              select.table(),
              () -> {
                throw misfit;
              },
              select.projection()));
    }
  }

  /**
   * @param operation that takes no other SELECTs
   */
  static RefusedException incomplete(String operation) {
    return Failure.validation(
            "Select statements within %s must specify the primary key in the where clause."
                .formatted(operation))
        .refused();
  }

  @Override
  public Item key() {
    return wanted.get();
  }
}
