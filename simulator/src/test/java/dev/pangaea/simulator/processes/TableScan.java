package dev.pangaea.simulator.processes;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All items of a table in a region, as an application reads them. */
final class TableScan {
  private TableScan() {}

  static List<Map<String, AttributeValue>> of(RegionProcesses region, String table) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      return of(client, table);
    }
  }

  static List<Map<String, AttributeValue>> of(DynamoDbClient client, String table) {
    return client
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }
}
