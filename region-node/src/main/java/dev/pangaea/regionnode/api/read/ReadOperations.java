package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.Store;
import java.util.Map;

/** The operations that read items, each by itself, by DynamoDB's names. */
public final class ReadOperations {
  private ReadOperations() {}

  public static Map<String, Operation> byName(
      ItemAccess items,
      Expressions expressions,
      Store store,
      Leaders leaders,
      ReadPool pool,
      PageBounds bounds) {
    TargetRows rows = new TargetRows(store, leaders);
    PageReader pages = new PageReader(pool, bounds);
    return Map.of(
        "GetItem", new GetItemHandler(items, expressions),
        "BatchGetItem", new BatchGetItemHandler(items, expressions, pool),
        "Query", new QueryHandler(expressions, items, rows, pages),
        "Scan", new ScanHandler(expressions, items, rows, pages));
  }
}
