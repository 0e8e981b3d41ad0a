package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactItemsOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();
  @RegisterExtension private static final SdkTable OTHER = SdkTable.plain();

  @Test
  void writesInSeveralTablesAtOnce() {
    TABLE.put(item("p", "gone", "x", 1));
    TABLE.put(item("p", "counted", "x", 1));
    write(
        put(TABLE, item("p", "all", "x", 1)),
        put(OTHER, item("p", "all", "x", 2)),
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(TABLE.name())
                        .key(key("counted"))
                        .updateExpression("ADD x :one")
                        .conditionExpression("x = :one")
                        .expressionAttributeValues(Map.of(":one", n(1))))
            .build(),
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(TABLE.name()).key(key("gone")))
            .build(),
        check(TABLE, "none", "attribute_not_exists(p)"));
    assertThat(TABLE.get(key("all"))).isEqualTo(item("p", "all", "x", 1));
    assertThat(OTHER.get(key("all"))).isEqualTo(item("p", "all", "x", 2));
    assertThat(TABLE.get(key("counted"))).isEqualTo(item("p", "counted", "x", 2));
    assertThat(TABLE.get(key("gone"))).isEmpty();
  }

  @Test
  void writesNothingIfAConditionFailsAndTellsWhich() {
    TABLE.put(item("p", "there", "x", 1));
    TransactionCanceledException cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                write(
                    put(TABLE, item("p", "new", "x", 1)),
                    TransactWriteItem.builder()
                        .put(
                            put ->
                                put.tableName(TABLE.name())
                                    .item(item("p", "there", "x", 2))
                                    .conditionExpression("attribute_not_exists(p)")
                                    .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build(),
                    check(OTHER, "none", "attribute_exists(p)")));
    assertThat(cancelled.awsErrorDetails().errorMessage())
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                + " ConditionalCheckFailed, ConditionalCheckFailed]");
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    assertThat(reasons)
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
    assertThat(reasons.get(1).message()).isEqualTo("The conditional request failed");
    assertThat(reasons.get(1).item()).isEqualTo(item("p", "there", "x", 1));
    assertThat(reasons.get(2).hasItem()).isFalse();
    assertThat(TABLE.get(key("new"))).isEmpty();
  }

  @Test
  void writesOnceForEachToken() {
    String token = UUID.randomUUID().toString();
    for (int time = 0; time < 2; time++) {
      TABLE
          .client()
          .transactWriteItems(
              request ->
                  request
                      .clientRequestToken(token)
                      .transactItems(
                          TransactWriteItem.builder()
                              .update(
                                  update ->
                                      update
                                          .tableName(TABLE.name())
                                          .key(key("token"))
                                          .updateExpression("ADD x :one")
                                          .expressionAttributeValues(Map.of(":one", n(1))))
                              .build()));
    }
    assertThat(TABLE.get(key("token"))).isEqualTo(item("p", "token", "x", 1));
    assertThatThrownBy(
            () ->
                TABLE
                    .client()
                    .transactWriteItems(
                        request ->
                            request
                                .clientRequestToken(token)
                                .transactItems(put(TABLE, item("p", "token")))))
        .isInstanceOf(IdempotentParameterMismatchException.class);
  }

  @Test
  void readsWhatIsThereAndNothingWhereNothingIs() {
    write(put(TABLE, item("p", "read", "x", 1, "y", 2)), put(OTHER, item("p", "read", "z", 3)));
    List<ItemResponse> responses =
        TABLE
            .client()
            .transactGetItems(
                request ->
                    request.transactItems(
                        TransactGetItem.builder()
                            .get(
                                get ->
                                    get.tableName(TABLE.name())
                                        .key(key("read"))
                                        .projectionExpression("#x")
                                        .expressionAttributeNames(Map.of("#x", "x")))
                            .build(),
                        get(TABLE, "nowhere"),
                        get(OTHER, "read")))
            .responses();
    assertThat(responses.get(0).item()).isEqualTo(Map.of("x", n(1)));
    assertThat(responses.get(1).hasItem()).isFalse();
    assertThat(responses.get(2).item()).isEqualTo(item("p", "read", "z", 3));
  }

  @Test
  void tellsTwiceTheCapacityOfPlainRequests() {
    List<ConsumedCapacity> written =
        TABLE
            .client()
            .transactWriteItems(
                request ->
                    request
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .transactItems(put(TABLE, item("p", "capacity", "x", s("y".repeat(1500))))))
            .consumedCapacity();
    assertThat(written).hasSize(1);
    assertThat(written.getFirst().capacityUnits()).isEqualTo(4.0);
    List<ConsumedCapacity> read =
        TABLE
            .client()
            .transactGetItems(
                request ->
                    request
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .transactItems(get(TABLE, "capacity"), get(TABLE, "nowhere")))
            .consumedCapacity();
    assertThat(read.getFirst().capacityUnits()).isEqualTo(4.0);
  }

  @Test
  void refusesTheSameItemTwice() {
    String twice = "Transaction request cannot include multiple operations on one item";
    assertRefused(
        () -> write(put(TABLE, item("p", "twice")), check(TABLE, "twice", "attribute_exists(p)")),
        twice);
    assertRefused(
        () ->
            TABLE
                .client()
                .transactGetItems(
                    request -> request.transactItems(get(TABLE, "twice"), get(TABLE, "twice"))),
        twice);
  }

  @Test
  void refusesTablesThatAreNotThere() {
    assertThatThrownBy(
            () ->
                write(
                    TransactWriteItem.builder()
                        .put(put -> put.tableName("no-such-table").item(item("p", "a")))
                        .build()))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static void write(TransactWriteItem... items) {
    TABLE.client().transactWriteItems(request -> request.transactItems(items));
  }

  private static TransactWriteItem put(SdkTable table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(item)).build();
  }

  private static TransactWriteItem check(SdkTable table, String key, String condition) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check -> check.tableName(table.name()).key(key(key)).conditionExpression(condition))
        .build();
  }

  private static TransactGetItem get(SdkTable table, String key) {
    return TransactGetItem.builder().get(get -> get.tableName(table.name()).key(key(key))).build();
  }
}
