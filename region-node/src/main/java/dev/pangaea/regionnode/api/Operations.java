package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Tables;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operation table: which operations this region answers, by DynamoDB's names. */
public final class Operations {
  private static final int EXPRESSIONS_KEPT = 1024;
  private static final Set<String> WRITING =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

  private final Identity identity;
  private final SortedMap<String, Operation> byName;

  private Operations(Identity identity, Map<String, Operation> byName) {
    this.identity = identity;
    this.byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  public static Operations of(Identity identity, Tables tables, Store store, Leaders leaders) {
    return of(identity, tables, store, leaders, PageBounds.DEFAULT);
  }

  static Operations of(
      Identity identity, Tables tables, Store store, Leaders leaders, PageBounds bounds) {
    TableLookup lookup = new TableLookup(tables);
    ItemAccess items = new ItemAccess(lookup, store, leaders);
    TableDescription description = new TableDescription(identity, store);
    TableReplies replies = new TableReplies(description);
    Expressions expressions = new Expressions(EXPRESSIONS_KEPT);
    TargetRows rows = new TargetRows(store, leaders);
    ReadPool pool = ReadPool.ofThisMachine();
    PageReader pages = new PageReader(pool, bounds);
    Map<String, Operation> byName =
        Map.ofEntries(
            Map.entry("CreateTable", new CreateTableHandler(tables, replies)),
            Map.entry("DescribeTable", new DescribeTableHandler(lookup, description)),
            Map.entry("ListTables", new ListTablesHandler(lookup)),
            Map.entry("DeleteTable", new DeleteTableHandler(tables, replies)),
            Map.entry("UpdateTable", new UpdateTableHandler(identity, tables, replies)),
            Map.entry("CreateGlobalTable", GlobalTablesHandler.refusing()),
            Map.entry("UpdateGlobalTable", GlobalTablesHandler.refusing()),
            Map.entry(
                "DescribeGlobalTable", GlobalTablesHandler.finding("Global table not found: ")),
            Map.entry("DescribeGlobalTableSettings", GlobalTablesHandler.finding("")),
            Map.entry("UpdateGlobalTableSettings", GlobalTablesHandler.finding("")),
            Map.entry("ListGlobalTables", GlobalTablesHandler.listing()),
            Map.entry("DescribeLimits", new DescribeLimitsHandler()),
            Map.entry("DescribeEndpoints", new DescribeEndpointsHandler()),
            Map.entry("DescribeTimeToLive", new DescribeTimeToLiveHandler(lookup)),
            Map.entry("UpdateTimeToLive", new UpdateTimeToLiveHandler(tables)),
            Map.entry("DescribeContinuousBackups", new DescribeContinuousBackupsHandler(lookup)),
            Map.entry("ListBackups", new ListBackupsHandler()),
            Map.entry(
                "DescribeContributorInsights", new DescribeContributorInsightsHandler(lookup)),
            Map.entry("ListContributorInsights", new ListContributorInsightsHandler(lookup)),
            Map.entry(
                "DescribeKinesisStreamingDestination",
                new DescribeKinesisStreamingDestinationHandler(lookup)),
            Map.entry(
                "DescribeTableReplicaAutoScaling",
                new DescribeTableReplicaAutoScalingHandler(lookup)),
            Map.entry("TagResource", new TagResourceHandler(identity, tables)),
            Map.entry("UntagResource", new UntagResourceHandler(identity, tables)),
            Map.entry("ListTagsOfResource", new ListTagsOfResourceHandler(identity, lookup)),
            Map.entry("BatchWriteItem", new BatchWriteItemHandler(items)),
            Map.entry("BatchGetItem", new BatchGetItemHandler(items, expressions, pool)),
            Map.entry("TransactWriteItems", new TransactWriteItemsHandler(items, expressions)),
            Map.entry("TransactGetItems", new TransactGetItemsHandler(items, expressions, pool)),
            Map.entry("PutItem", new PutItemHandler(items, expressions)),
            Map.entry("Query", new QueryHandler(expressions, items, rows, pages)),
            Map.entry("Scan", new ScanHandler(expressions, items, rows, pages)),
            Map.entry("GetItem", new GetItemHandler(items, expressions)),
            Map.entry("UpdateItem", new UpdateItemHandler(items, expressions)),
            Map.entry("DeleteItem", new DeleteItemHandler(items, expressions)));
    return new Operations(identity, byName);
  }

  public Identity identity() {
    return identity;
  }

  /** Whether requests of this name write items. */
  public static boolean writesItems(String operation) {
    return WRITING.contains(operation);
  }

  public SortedMap<String, Operation> byName() {
    return byName;
  }
}
