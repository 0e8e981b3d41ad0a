package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Tables;
import java.time.InstantSource;
import java.util.Map;

/** The operations on tables, and on what goes with them, by DynamoDB's names. */
public final class TableOperations {
  private TableOperations() {}

  public static Map<String, Operation> byName(
      Identity identity, Tables tables, TableLookup lookup, Store store) {
    TableDescription description = new TableDescription(identity, store);
    TableReplies replies = new TableReplies(description);
    return Map.ofEntries(
        Map.entry("CreateTable", new CreateTableHandler(tables, replies)),
        Map.entry("DescribeTable", new DescribeTableHandler(lookup, description)),
        Map.entry("ListTables", new ListTablesHandler(lookup)),
        Map.entry("DeleteTable", new DeleteTableHandler(tables, replies)),
        Map.entry("UpdateTable", new UpdateTableHandler(identity, tables, replies)),
        Map.entry("CreateGlobalTable", GlobalTablesHandler.refusing()),
        Map.entry("UpdateGlobalTable", GlobalTablesHandler.refusing()),
        Map.entry("DescribeGlobalTable", GlobalTablesHandler.finding("Global table not found: ")),
        Map.entry("DescribeGlobalTableSettings", GlobalTablesHandler.finding("")),
        Map.entry("UpdateGlobalTableSettings", GlobalTablesHandler.finding("")),
        Map.entry("ListGlobalTables", GlobalTablesHandler.listing()),
        Map.entry("DescribeLimits", new DescribeLimitsHandler()),
        Map.entry("DescribeEndpoints", new DescribeEndpointsHandler()),
        Map.entry("DescribeTimeToLive", new DescribeTimeToLiveHandler(lookup)),
        Map.entry("UpdateTimeToLive", new UpdateTimeToLiveHandler(tables)),
        Map.entry("DescribeContributorInsights", new DescribeContributorInsightsHandler(lookup)),
        Map.entry("ListContributorInsights", new ListContributorInsightsHandler(lookup)),
        Map.entry(
            "DescribeKinesisStreamingDestination",
            new DescribeKinesisStreamingDestinationHandler(lookup)),
        Map.entry(
            "DescribeTableReplicaAutoScaling", new DescribeTableReplicaAutoScalingHandler(lookup)),
        Map.entry(
            "UpdateTableReplicaAutoScaling",
            new UpdateTableReplicaAutoScalingHandler(
                identity, tables, lookup, InstantSource.system())),
        Map.entry("TagResource", new TagResourceHandler(identity, tables)),
        Map.entry("UntagResource", new UntagResourceHandler(identity, tables)),
        Map.entry("ListTagsOfResource", new ListTagsOfResourceHandler(identity, lookup)));
  }
}
