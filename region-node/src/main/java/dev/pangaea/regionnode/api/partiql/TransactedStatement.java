package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.transact.JointWrite;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;

/** A statement of a transaction that writes or checks an item. */
record TransactedStatement(BoundStatement statement, boolean oldOnFailure) implements JointWrite {
  /** Refuses a check that names no item; what does not fit the table is refused later. */
  static TransactedStatement of(BoundStatement statement, TableView table, boolean oldOnFailure) {
    switch (statement) {
      case BoundStatement.Exists(BoundStatement.Select select) -> {
        if (key(table, select.where())
            .filter(rest -> !(rest instanceof Condition.Always))
            .isEmpty()) {
          throw Failure.validation(
                  "EXISTS() must contain a single item read with additional condition")
              .refused();
        }
      }
      case BoundStatement.Insert _,
          BoundStatement.Update _,
          BoundStatement.Delete _,
          BoundStatement.Select _ -> {}
    }
    return new TransactedStatement(statement, oldOnFailure);
  }

  /** What a WHERE says beside the key; something, where the key is impossible. */
  private static Optional<Condition> key(TableView table, Optional<Condition> where) {
    try {
      return StatementKey.find(table, where).map(StatementKey::rest);
    } catch (RefusedException misfit) {
      return where;
    }
  }

  @Override
  public String table() {
    return statement.table();
  }

  @Override
  public WriteCommand command(TableView found) {
    return StatementWrite.of(statement, found).command();
  }

  @Override
  public boolean inserts() {
    return statement instanceof BoundStatement.Insert;
  }
}
