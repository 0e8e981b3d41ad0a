package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class PutItemOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();

  @Test
  void keepsAnItemOfEveryType() {
    Map<String, AttributeValue> item =
        item(
            "p",
            "every",
            "n",
            AttributeValue.fromN("-12.5"),
            "b",
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1})),
            "yes",
            AttributeValue.fromBool(true),
            "nothing",
            AttributeValue.fromNul(true),
            "l",
            AttributeValue.fromL(List.of(s("é€😀"), n(1))),
            "m",
            AttributeValue.fromM(Map.of("deep", n(0), "empty", s(""))),
            "ss",
            AttributeValue.fromSs(List.of("a", "b")),
            "ns",
            AttributeValue.fromNs(List.of("1", "2")),
            "bs",
            AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
    TABLE.put(item);
    assertThat(TABLE.get(key("every"))).isEqualTo(item);
  }

  @Test
  void replacesTheWholeItem() {
    TABLE.put(item("p", "whole", "a", 1, "b", 2));
    TABLE.put(item("p", "whole", "c", 3));
    assertThat(TABLE.get(key("whole"))).isEqualTo(item("p", "whole", "c", 3));
  }

  @Test
  void answersWithTheItemBeforeWhereThereWasOne() {
    Consumer<PutItemRequest.Builder> old = put -> put.returnValues(ReturnValue.ALL_OLD);
    assertThat(put(item("p", "old", "v", 1), old).hasAttributes()).isFalse();
    assertThat(put(item("p", "old", "v", 2), old).attributes()).isEqualTo(item("p", "old", "v", 1));
    assertThat(put(item("p", "old", "v", 3), put -> {}).hasAttributes()).isFalse();
  }

  @Test
  void comesAboutOnlyIfItsConditionHolds() {
    Consumer<PutItemRequest.Builder> absent =
        put -> put.conditionExpression("attribute_not_exists(p)");
    put(item("p", "once", "v", 1), absent);
    assertThatThrownBy(() -> put(item("p", "once", "v", 2), absent))
        .isInstanceOf(ConditionalCheckFailedException.class)
        .hasMessageContaining("The conditional request failed");
    assertThat(TABLE.get(key("once"))).isEqualTo(item("p", "once", "v", 1));
    put(
        item("p", "once", "v", 3),
        put ->
            put.conditionExpression("#v = :one AND attribute_type(#v, :type)")
                .expressionAttributeNames(Map.of("#v", "v"))
                .expressionAttributeValues(Map.of(":one", n(1), ":type", s("N"))));
    assertThat(TABLE.get(key("once"))).isEqualTo(item("p", "once", "v", 3));
  }

  @Test
  void tellsOnWhichItemTheConditionFailedIfAsked() {
    TABLE.put(item("p", "told", "v", 1));
    assertThat(failed("told", ReturnValuesOnConditionCheckFailure.ALL_OLD).item())
        .isEqualTo(item("p", "told", "v", 1));
    assertThat(failed("told", ReturnValuesOnConditionCheckFailure.NONE).hasItem()).isFalse();
    assertThat(failed("untold", ReturnValuesOnConditionCheckFailure.ALL_OLD).hasItem()).isFalse();
  }

  @Test
  void takesTheLegacyConditionsToo() {
    Map<String, ExpectedAttributeValue> absent =
        Map.of("p", ExpectedAttributeValue.builder().exists(false).build());
    put(item("p", "legacy", "v", 1), put -> put.expected(absent));
    assertThatThrownBy(() -> put(item("p", "legacy"), put -> put.expected(absent)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    put(
        item("p", "legacy", "v", 2),
        put ->
            put.expected(
                    Map.of(
                        "v", ExpectedAttributeValue.builder().value(n(7)).build(),
                        "p",
                            ExpectedAttributeValue.builder()
                                .comparisonOperator(ComparisonOperator.BEGINS_WITH)
                                .attributeValueList(s("leg"))
                                .build()))
                .conditionalOperator(ConditionalOperator.OR));
    assertThat(TABLE.get(key("legacy"))).isEqualTo(item("p", "legacy", "v", 2));
  }

  @Test
  void countsAKilobyteOfTheLargerItem() {
    Consumer<PutItemRequest.Builder> total =
        put -> put.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    var first = put(item("p", "units", "v", "x".repeat(2000)), total).consumedCapacity();
    assertThat(first.tableName()).isEqualTo(TABLE.name());
    assertThat(first.capacityUnits()).isEqualTo(2.0);
    assertThat(first.table()).isNull();
    var second =
        put(item("p", "units"), put -> put.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
            .consumedCapacity();
    assertThat(second.capacityUnits()).isEqualTo(2.0);
    assertThat(second.table().capacityUnits()).isEqualTo(2.0);
  }

  @Test
  void refusesWhatExpressionsMustNotBe() {
    assertThat(refused(put -> put.conditionExpression("")))
        .isEqualTo("Invalid ConditionExpression: The expression can not be empty;");
    assertThat(refused(put -> put.conditionExpression("v = :a")))
        .isEqualTo(
            "Invalid ConditionExpression: An expression attribute value used in expression is not"
                + " defined; attribute value: :a");
    assertThat(
            refused(
                put ->
                    put.conditionExpression("v = :a")
                        .expressionAttributeValues(Map.of(":a", s("a"), ":b", s("b")))))
        .isEqualTo("Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}");
    assertThat(refused(put -> put.expressionAttributeNames(Map.of("#a", "a"))))
        .isEqualTo("ExpressionAttributeNames can only be specified when using expressions");
    assertThat(refused(put -> put.expressionAttributeValues(Map.of(":a", s("a")))))
        .isEqualTo(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " ConditionExpression is null");
    assertThat(
            refused(
                put -> put.conditionExpression("a = b").expressionAttributeNames(Map.of("a", "a"))))
        .isEqualTo("ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
    assertThat(
            refused(
                put ->
                    put.conditionExpression("v = :a")
                        .expressionAttributeValues(Map.of(":a", AttributeValue.fromSs(List.of())))))
        .isEqualTo(
            "ExpressionAttributeValues contains invalid value: One or more parameter values were"
                + " invalid: An string set  may not be empty for key :a");
  }

  @Test
  void refusesBothAgesInOneRequest() {
    assertThat(
            refused(
                put ->
                    put.conditionExpression("attribute_not_exists(p)")
                        .expected(
                            Map.of("p", ExpectedAttributeValue.builder().exists(false).build()))
                        .conditionalOperator(ConditionalOperator.AND)))
        .isEqualTo(
            "Can not use both expression and non-expression parameters in the same request:"
                + " Non-expression parameters: {Expected, ConditionalOperator} Expression"
                + " parameters: {ConditionExpression}");
  }

  @Test
  void refusesWhatIsNoItemOfTheTable() {
    assertRefused(
        () -> TABLE.put(item("v", 1)),
        "One or more parameter values were invalid: Missing the key p in the item");
    assertRefused(
        () -> TABLE.put(item("p", 1)),
        "One or more parameter values were invalid: Type mismatch for key p expected: S actual:"
            + " N");
    assertRefused(
        () -> TABLE.put(item("p", "large", "v", "x".repeat(409_600))),
        "Item size has exceeded the maximum allowed size");
    assertThatThrownBy(() -> TABLE.client().putItem(put -> put.tableName("nowhere").item(key("a"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static PutItemResponse put(
      Map<String, AttributeValue> item, Consumer<PutItemRequest.Builder> more) {
    return TABLE
        .client()
        .putItem(
            PutItemRequest.builder()
                .tableName(TABLE.name())
                .item(item)
                .applyMutation(more)
                .build());
  }

  private static String refused(Consumer<PutItemRequest.Builder> more) {
    return refusal(() -> put(item("p", "refused"), more));
  }

  private static ConditionalCheckFailedException failed(
      String partitionKey, ReturnValuesOnConditionCheckFailure wanted) {
    return catchThrowableOfType(
        ConditionalCheckFailedException.class,
        () ->
            put(
                item("p", partitionKey),
                put ->
                    put.conditionExpression("v > :large")
                        .expressionAttributeValues(Map.of(":large", n(100)))
                        .returnValuesOnConditionCheckFailure(wanted)));
  }
}
