package dev.pangaea.regionnode.api.transact;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.Map;

/** The operations that write or read several items together, by DynamoDB's names. */
public final class TransactionOperations {
  private TransactionOperations() {}

  public static Map<String, Operation> byName(
      ItemAccess items, Expressions expressions, ReadPool pool) {
    return Map.of(
        "TransactWriteItems",
            new TransactWriteItemsHandler(items, expressions, new JointWrites(items)),
        "TransactGetItems", new TransactGetItemsHandler(new JointReads(items, pool), expressions));
  }
}
