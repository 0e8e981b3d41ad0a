package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Provisioned capacity as the SDK meets it when it does not retry; DynamoDB Local has none. */
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class ThroughputExceededTest {
  private static final DynamoDbClient CLIENT = Endpoint.withoutRetries();

  @Test
  void aTableOfOneUnitTurnsWritesAwayUntilItHasMore() {
    try (TableForATest table = new TableForATest()) {
      provision(table, 1);
      ProvisionedThroughputExceededException turnedAway =
          catchThrowableOfType(
              ProvisionedThroughputExceededException.class,
              () -> IntStream.range(0, 1000).forEach(number -> put(table, "k" + number)));
      assertThat(turnedAway.awsErrorDetails().errorMessage())
          .isEqualTo(
              "The level of configured provisioned throughput for the table was exceeded. Consider"
                  + " increasing your provisioning level with the UpdateTable API.");
      assertThat(turnedAway.throttlingReasons())
          .containsExactly(
              ThrottlingReason.builder()
                  .reason("TableWriteProvisionedThroughputExceeded")
                  .resource(table.arn())
                  .build());

      provision(table, 40_000);
      IntStream.range(0, 100).forEach(number -> put(table, "k" + number));
    }
  }

  @Test
  void aBatchHandsBackWhatIsOverCapacity() {
    try (TableForATest table = new TableForATest()) {
      long provisioned = System.nanoTime();
      provision(table, 1);
      List<WriteRequest> writes =
          IntStream.range(0, 25)
              .mapToObj(
                  number ->
                      WriteRequest.builder()
                          .putRequest(put -> put.item(item("p", "k" + number)))
                          .build())
              .toList();
      BatchWriteItemResponse response =
          CLIENT.batchWriteItem(batch -> batch.requestItems(Map.of(table.name(), writes)));
      assertThat(response.unprocessedItems().get(table.name()))
          .hasSizeBetween(20 - secondsSince(provisioned), 24)
          .isSubsetOf(writes);
      assertThat(
              catchThrowableOfType(
                  ProvisionedThroughputExceededException.class,
                  () ->
                      IntStream.range(0, 1000)
                          .forEach(
                              again ->
                                  CLIENT.batchWriteItem(
                                      batch -> batch.requestItems(Map.of(table.name(), writes))))))
          .isNotNull();
    }
  }

  @Test
  void aTransactionIsCancelled() {
    try (TableForATest table = new TableForATest()) {
      provision(table, 1);
      TransactWriteItem put =
          TransactWriteItem.builder()
              .put(it -> it.tableName(table.name()).item(item("p", "a")))
              .build();
      TransactionCanceledException cancelled =
          catchThrowableOfType(
              TransactionCanceledException.class,
              () ->
                  IntStream.range(0, 1000)
                      .forEach(
                          again ->
                              CLIENT.transactWriteItems(it -> it.transactItems(List.of(put)))));
      assertThat(cancelled.cancellationReasons())
          .singleElement()
          .satisfies(
              reason -> assertThat(reason.code()).isEqualTo("ProvisionedThroughputExceeded"));
    }
  }

  /** Each brings the table another unit. */
  private static int secondsSince(long nanos) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
  }

  private static void provision(TableForATest table, long writes) {
    CLIENT.updateTable(
        update ->
            update
                .tableName(table.name())
                .billingMode("PROVISIONED")
                .provisionedThroughput(
                    units -> units.readCapacityUnits(5L).writeCapacityUnits(writes)));
    table.awaitActive();
  }

  private static void put(TableForATest table, String key) {
    CLIENT.putItem(put -> put.tableName(table.name()).item(item("p", key)));
  }
}
