package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What UpdateTable says of replicas; DynamoDB Local has none. */
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class ReplicaOverridesOperationTest {
  private static final String REGION = "eu-west-1";

  @Test
  void areToldOfEachReplica() {
    try (TableForATest table = new TableForATest()) {
      update(
          table,
          ReplicationGroupUpdate.builder()
              .create(
                  create ->
                      create
                          .regionName(REGION)
                          .tableClassOverride(TableClass.STANDARD_INFREQUENT_ACCESS)
                          .provisionedThroughputOverride(units -> units.readCapacityUnits(5L)))
              .build());
      update(
          table,
          ReplicationGroupUpdate.builder()
              .update(
                  update ->
                      update
                          .regionName(REGION)
                          .onDemandThroughputOverride(units -> units.maxReadRequestUnits(7L)))
              .build());

      TableDescription described = table.describe();
      assertThat(described.globalTableVersion()).isEqualTo("2019.11.21");
      ReplicaDescription replica = described.replicas().getFirst();
      assertThat(replica.regionName()).isEqualTo(REGION);
      assertThat(replica.replicaStatus()).isEqualTo(ReplicaStatus.ACTIVE);
      assertThat(replica.provisionedThroughputOverride().readCapacityUnits()).isEqualTo(5);
      assertThat(replica.onDemandThroughputOverride().maxReadRequestUnits()).isEqualTo(7);
      assertThat(replica.replicaTableClassSummary().tableClass())
          .isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
      assertThat(replica.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
      assertThat(
              client()
                  .describeTableReplicaAutoScaling(it -> it.tableName(table.name()))
                  .tableAutoScalingDescription()
                  .replicas())
          .extracting(scaled -> scaled.regionName())
          .containsExactly(REGION, "us-east-1");

      update(
          table,
          ReplicationGroupUpdate.builder().delete(delete -> delete.regionName(REGION)).build());
      assertThat(table.describe().hasReplicas()).isFalse();
    }
  }

  private static void update(TableForATest table, ReplicationGroupUpdate update) {
    client().updateTable(it -> it.tableName(table.name()).replicaUpdates(update));
  }
}
