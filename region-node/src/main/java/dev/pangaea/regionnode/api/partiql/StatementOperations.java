package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.read.SelectReader;
import dev.pangaea.regionnode.api.transact.JointReads;
import dev.pangaea.regionnode.api.transact.JointWrites;
import java.util.Map;

/** The operations that take PartiQL statements, by DynamoDB's names. */
public final class StatementOperations {
  private StatementOperations() {}

  public static Map<String, Operation> byName(
      ItemAccess items, SelectReader reader, ReadPool pool) {
    return Map.of(
        "ExecuteStatement", new ExecuteStatementHandler(items, reader),
        "BatchExecuteStatement", new BatchExecuteStatementHandler(items, pool),
        "ExecuteTransaction",
            new ExecuteTransactionHandler(
                items, new JointReads(items, pool), new JointWrites(items)));
  }
}
