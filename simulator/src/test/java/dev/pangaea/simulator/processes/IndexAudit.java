package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table's indexes read as applications do, by Scan and by Query, and held against its items,
 * while nobody writes.
 *
 * @param rows how many rows all its indexes have
 */
record IndexAudit(List<String> indexes, long rows, List<String> faults) {
  static IndexAudit of(RegionProcesses region, String table) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      TableDescription description =
          client.describeTable(request -> request.tableName(table)).table();
      List<Map<String, AttributeValue>> items = TableScan.of(client, table);
      List<String> names = new ArrayList<>();
      List<String> faults = new ArrayList<>();
      long rows = 0;
      for (IndexCheck index : IndexCheck.of(description)) {
        List<Map<String, AttributeValue>> scanned = scanned(client, table, index);
        List<Map<String, AttributeValue>> queried =
            queried(client, table, index, partitionKeys(index, items, scanned));
        index.faults(items, scanned).forEach(fault -> faults.add("Scan: " + fault));
        index.faults(items, queried).forEach(fault -> faults.add("Query: " + fault));
        names.add(index.index());
        rows += scanned.size();
      }
      return new IndexAudit(List.copyOf(names), rows, List.copyOf(faults));
    }
  }

  private static List<Map<String, AttributeValue>> scanned(
      DynamoDbClient client, String table, IndexCheck index) {
    return client
        .scanPaginator(request -> request.tableName(table).indexName(index.index()))
        .items()
        .stream()
        .toList();
  }

  private static List<Map<String, AttributeValue>> queried(
      DynamoDbClient client, String table, IndexCheck index, Set<AttributeValue> partitionKeys) {
    return partitionKeys.stream()
        .flatMap(
            key ->
                client
                    .queryPaginator(
                        request ->
                            request
                                .tableName(table)
                                .indexName(index.index())
                                .keyConditionExpression("#key = :key")
                                .expressionAttributeNames(Map.of("#key", index.partitionKey()))
                                .expressionAttributeValues(Map.of(":key", key)))
                    .items()
                    .stream())
        .toList();
  }

  private static Set<AttributeValue> partitionKeys(
      IndexCheck index,
      Collection<Map<String, AttributeValue>> items,
      Collection<Map<String, AttributeValue>> rows) {
    return Stream.concat(items.stream(), rows.stream())
        .filter(each -> each.containsKey(index.partitionKey()))
        .map(each -> each.get(index.partitionKey()))
        .collect(Collectors.toSet());
  }
}
