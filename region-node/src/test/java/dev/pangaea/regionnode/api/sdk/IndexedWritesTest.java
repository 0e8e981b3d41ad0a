package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What writes tell of a table with a local and a global index. */
class IndexedWritesTest {
  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.sorted().local("local-index", "l").global("global-index", "g", "s", "kept");

  @Test
  void countWhatChangesInEachIndex() {
    assertUnits(put(item("p", "a", "s", 1, "l", "1", "g", "1")), 1, 1, 1);
    assertUnits(put(item("p", "a", "s", 1, "l", "2", "g", "1")), 1, 2, 0);
    assertUnits(put(item("p", "a", "s", 1, "l", "2", "g", "1")), 1, 0, 0);
    assertUnits(put(item("p", "a", "s", 1, "l", "2", "v", "x")), 1, 1, 1);
    assertUnits(put(item("p", "a", "s", 1)), 1, 1, 0);
    assertUnits(put(item("p", "b", "s", 1, "l", "1", "v", "x".repeat(1500))), 2, 2, 0);
  }

  @Test
  void addUpWhatTheyCount() {
    ConsumedCapacity total =
        TABLE
            .client()
            .putItem(
                put ->
                    put.tableName(TABLE.name())
                        .item(item("p", "total", "s", 1, "l", "1", "g", "1"))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity();
    assertThat(total.capacityUnits()).isEqualTo(3.0);
    assertThat(total.table()).isNull();
    assertThat(total.hasLocalSecondaryIndexes()).isFalse();
  }

  @Test
  void updatesAndDeletesCountTheirRowsToo() {
    put(item("p", "c", "s", 1, "l", "1", "g", "1"));
    Map<String, AttributeValue> key = item("p", "c", "s", 1);
    assertUnits(
        TABLE
            .client()
            .updateItem(
                update ->
                    update
                        .tableName(TABLE.name())
                        .key(key)
                        .updateExpression("SET v = :v")
                        .expressionAttributeValues(Map.of(":v", s("x")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity(),
        1,
        1,
        0);
    assertUnits(
        TABLE
            .client()
            .deleteItem(
                delete ->
                    delete
                        .tableName(TABLE.name())
                        .key(key)
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity(),
        1,
        1,
        1);
  }

  @Test
  @DisabledIfSystemProperty(
      named = "pangaea.endpoint",
      matches = ".+",
      disabledReason = "DynamoDB Local tells no collection metrics")
  void tellHowLargeTheItemCollectionIs() {
    ItemCollectionMetrics metrics =
        TABLE
            .client()
            .putItem(
                put ->
                    put.tableName(TABLE.name())
                        .item(item("p", "collection", "s", 1))
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
            .itemCollectionMetrics();
    assertThat(metrics.itemCollectionKey()).isEqualTo(item("p", "collection"));
    assertThat(metrics.sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
    WriteRequest put =
        WriteRequest.builder().putRequest(request -> request.item(item("p", "d", "s", 1))).build();
    assertThat(
            TABLE
                .client()
                .batchWriteItem(
                    batch ->
                        batch
                            .requestItems(Map.of(TABLE.name(), List.of(put)))
                            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
                .itemCollectionMetrics()
                .get(TABLE.name()))
        .extracting(ItemCollectionMetrics::itemCollectionKey)
        .containsExactly(item("p", "d"));
  }

  private static ConsumedCapacity put(Map<String, AttributeValue> item) {
    return TABLE
        .client()
        .putItem(
            put ->
                put.tableName(TABLE.name())
                    .item(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
        .consumedCapacity();
  }

  private static void assertUnits(
      ConsumedCapacity capacity, double table, double local, double global) {
    assertThat(capacity.table().capacityUnits()).isEqualTo(table);
    assertThat(units(capacity.localSecondaryIndexes(), "local-index")).isEqualTo(local);
    assertThat(units(capacity.globalSecondaryIndexes(), "global-index")).isEqualTo(global);
    assertThat(capacity.capacityUnits()).isEqualTo(table + local + global);
  }

  private static double units(Map<String, Capacity> indexes, String index) {
    return indexes.containsKey(index) ? indexes.get(index).capacityUnits() : 0;
  }
}
