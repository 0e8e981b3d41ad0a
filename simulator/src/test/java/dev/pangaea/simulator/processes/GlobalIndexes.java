package dev.pangaea.simulator.processes;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Global indexes of a table in two regions, added and deleted as an application does it. */
final class GlobalIndexes {
  private final TwoRegions regions;
  private final String table;

  GlobalIndexes(TwoRegions regions, String table) {
    this.regions = regions;
    this.table = table;
  }

  /** Adds an index, whose key is of strings, in one region; returns before it is filled. */
  void add(RegionProcesses region, CreateGlobalSecondaryIndexAction index) {
    List<AttributeDefinition> attributes =
        index.keySchema().stream()
            .map(KeySchemaElement::attributeName)
            .map(
                name ->
                    AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.S)
                        .build())
            .toList();
    update(region, attributes, GlobalSecondaryIndexUpdate.builder().create(index).build());
  }

  /** Deletes an index in one region; returns before it is gone. */
  void delete(RegionProcesses region, String index) {
    update(
        region,
        List.of(),
        GlobalSecondaryIndexUpdate.builder().delete(each -> each.indexName(index)).build());
  }

  void awaitActive(String index) {
    await(index + " is active", index, Optional.of(IndexStatus.ACTIVE));
  }

  void awaitGone(String index) {
    await(index + " is gone", index, Optional.empty());
  }

  private void await(String what, String index, Optional<IndexStatus> wanted) {
    for (RegionProcesses region : regions.both()) {
      try (DynamoDbClient client = TwoRegions.client(region)) {
        Await.until(
            what + " in " + region.name,
            TwoRegions.CONVERGED_WITHIN,
            () -> status(client, index).equals(wanted));
      }
    }
  }

  private Optional<IndexStatus> status(DynamoDbClient client, String index) {
    return client
        .describeTable(request -> request.tableName(table))
        .table()
        .globalSecondaryIndexes()
        .stream()
        .filter(each -> each.indexName().equals(index))
        .map(GlobalSecondaryIndexDescription::indexStatus)
        .findAny();
  }

  private void update(
      RegionProcesses region,
      List<AttributeDefinition> attributes,
      GlobalSecondaryIndexUpdate update) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      client.updateTable(
          request -> {
            request.tableName(table).globalSecondaryIndexUpdates(update);
            if (!attributes.isEmpty()) {
              request.attributeDefinitions(attributes);
            }
          });
    }
  }
}
