package dev.pangaea.regionnode.api.write;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.Map;

/** The operations that write items, each by itself, by DynamoDB's names. */
public final class WriteOperations {
  private WriteOperations() {}

  public static Map<String, Operation> byName(ItemAccess items, Expressions expressions) {
    return Map.of(
        "PutItem", new PutItemHandler(items, expressions),
        "UpdateItem", new UpdateItemHandler(items, expressions),
        "DeleteItem", new DeleteItemHandler(items, expressions),
        "BatchWriteItem", new BatchWriteItemHandler(items));
  }
}
