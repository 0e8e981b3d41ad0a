package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.read.SelectReader;
import java.util.Map;

/** The operations that take PartiQL statements, by DynamoDB's names. */
public final class StatementOperations {
  private StatementOperations() {}

  public static Map<String, Operation> byName(ItemAccess items, SelectReader reader) {
    return Map.of("ExecuteStatement", new ExecuteStatementHandler(items, reader));
  }
}
