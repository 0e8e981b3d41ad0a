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
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class UpdateItemOperationTest {
  private static final int NESTED_MAX = 31;

  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();

  @Test
  void changesWhatItNamesAndNothingElse() {
    TABLE.put(
        item(
            "p",
            "all",
            "count",
            5,
            "gone",
            1,
            "tags",
            AttributeValue.fromSs(List.of("a", "b")),
            "list",
            AttributeValue.fromL(List.of(n(1))),
            "map",
            AttributeValue.fromM(Map.of("x", n(1), "y", n(2))),
            "kept",
            "kept"));
    update(
        "all",
        update ->
            update
                .updateExpression(
                    "SET #count = #count - :one, #list = list_append(#list, :more), #map.z ="
                        + " if_not_exists(#map.x, :one), made = kept REMOVE gone, #map.y ADD summed"
                        + " :one DELETE tags :a")
                .expressionAttributeNames(Map.of("#count", "count", "#list", "list", "#map", "map"))
                .expressionAttributeValues(
                    Map.of(
                        ":one",
                        n(1),
                        ":more",
                        AttributeValue.fromL(List.of(n(2))),
                        ":a",
                        AttributeValue.fromSs(List.of("a")))));
    assertThat(TABLE.get(key("all")))
        .isEqualTo(
            item(
                "p",
                "all",
                "count",
                4,
                "tags",
                AttributeValue.fromSs(List.of("b")),
                "list",
                AttributeValue.fromL(List.of(n(1), n(2))),
                "map",
                AttributeValue.fromM(Map.of("x", n(1), "z", n(1))),
                "made",
                "kept",
                "summed",
                1,
                "kept",
                "kept"));
  }

  @Test
  void makesAMissingItemOfItsKey() {
    update("made", set("v", n(1)));
    assertThat(TABLE.get(key("made"))).isEqualTo(item("p", "made", "v", 1));
    update("bare", update -> {});
    assertThat(TABLE.get(key("bare"))).isEqualTo(key("bare"));
    update("removed", update -> update.updateExpression("REMOVE v"));
    assertThat(TABLE.get(key("removed"))).isEqualTo(key("removed"));
  }

  @Test
  void answersWithTheValuesAskedFor() {
    assertThat(set("values", 1, ReturnValue.ALL_OLD).hasAttributes()).isFalse();
    update("values", set("beside", s("x")));
    assertThat(set("values", 2, ReturnValue.UPDATED_OLD).attributes()).isEqualTo(item("v", 1));
    assertThat(set("values", 3, ReturnValue.UPDATED_NEW).attributes()).isEqualTo(item("v", 3));
    assertThat(set("values", 4, ReturnValue.ALL_OLD).attributes())
        .isEqualTo(item("p", "values", "v", 3, "beside", "x"));
    assertThat(set("values", 5, ReturnValue.ALL_NEW).attributes())
        .isEqualTo(item("p", "values", "v", 5, "beside", "x"));
    assertThat(set("values", 6, ReturnValue.NONE).hasAttributes()).isFalse();
    assertThat(set("new values", 1, ReturnValue.UPDATED_OLD).hasAttributes()).isFalse();
  }

  @Test
  @DisabledIfSystemProperty(
      named = "pangaea.endpoint",
      matches = ".+",
      disabledReason = "DynamoDB Local answers with the whole map")
  void answersWithUpdatedPartsOfMapsOnly() {
    TABLE.put(item("p", "parts", "m", AttributeValue.fromM(Map.of("a", n(1), "b", n(2)))));
    assertThat(
            update(
                    "parts",
                    update ->
                        update
                            .updateExpression("SET m.a = :v REMOVE q")
                            .expressionAttributeValues(Map.of(":v", n(9)))
                            .returnValues(ReturnValue.UPDATED_NEW))
                .attributes())
        .isEqualTo(item("m", AttributeValue.fromM(Map.of("a", n(9)))));
  }

  @Test
  void comesAboutOnlyIfItsConditionHolds() {
    TABLE.put(item("p", "if", "version", 1));
    Consumer<UpdateItemRequest.Builder> next =
        update ->
            update
                .updateExpression("SET version = version + :one")
                .conditionExpression("version = :one")
                .expressionAttributeValues(Map.of(":one", n(1)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    update("if", next);
    assertThat(
            catchThrowableOfType(ConditionalCheckFailedException.class, () -> update("if", next))
                .item())
        .isEqualTo(item("p", "if", "version", 2));
    assertThatThrownBy(() -> update("if not there", next))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(TABLE.get(key("if not there"))).isEmpty();
  }

  @Test
  void takesTheLegacyParametersToo() {
    TABLE.put(
        item("p", "legacy", "v", 1, "gone", 1, "set", AttributeValue.fromNs(List.of("1", "2"))));
    UpdateItemResponse reply =
        update(
            "legacy",
            update ->
                update
                    .attributeUpdates(
                        Map.of(
                            "v",
                            legacy(AttributeAction.ADD, n(4)),
                            "set",
                            legacy(AttributeAction.DELETE, AttributeValue.fromNs(List.of("1"))),
                            "gone",
                            AttributeValueUpdate.builder().action(AttributeAction.DELETE).build(),
                            "made",
                            legacy(AttributeAction.PUT, s("new"))))
                    .expected(Map.of("v", ExpectedAttributeValue.builder().value(n(1)).build()))
                    .returnValues(ReturnValue.UPDATED_NEW));
    assertThat(reply.attributes())
        .isEqualTo(item("v", 5, "set", AttributeValue.fromNs(List.of("2")), "made", "new"));
    assertThat(TABLE.get(key("legacy"))).hasSize(4);
  }

  @Test
  void anUpdateThatCannotBeMadeLeavesTheItemAsItWas() {
    Map<String, AttributeValue> item = item("p", "cannot", "note", "x", "count", 1);
    TABLE.put(item);
    assertThat(refused("cannot", "SET n = note + :one"))
        .isEqualTo("An operand in the update expression has an incorrect data type");
    assertThat(refused("cannot", "SET n = absent + :one"))
        .isEqualTo(
            "The provided expression refers to an attribute that does not exist in the item");
    assertThat(refused("cannot", "SET a.b.c = :one"))
        .isEqualTo("The document path provided in the update expression is invalid for update");
    assertThat(refused("cannot", "ADD note :one"))
        .isEqualTo("An operand in the update expression has an incorrect data type");
    assertThat(TABLE.get(key("cannot"))).isEqualTo(item);
  }

  @Test
  void theKeyStaysAsItIs() {
    assertThat(refused("key", "SET p = :one"))
        .isEqualTo(
            "One or more parameter values were invalid: Cannot update attribute p. This attribute"
                + " is part of the key");
    assertThat(refused("key", "REMOVE p SET v = :one"))
        .isEqualTo(
            "One or more parameter values were invalid: Cannot update attribute p. This attribute"
                + " is part of the key");
    assertRefused(
        () ->
            update(
                "key",
                update ->
                    update.attributeUpdates(Map.of("p", legacy(AttributeAction.PUT, s("x"))))),
        "One or more parameter values were invalid: Cannot update attribute p. This attribute"
            + " is part of the key");
  }

  @Test
  void refusesAnItemThatBecomesTooLarge() {
    TABLE.put(item("p", "large", "a", "x".repeat(300_000)));
    assertRefused(
        () -> update("large", set("b", s("x".repeat(109_600)))),
        "Item size to update has exceeded the maximum allowed size");
    assertThat(TABLE.get(key("large"))).hasSize(2);
  }

  @Test
  void refusesAnItemThatBecomesTooDeep() {
    AttributeValue deep = n(1);
    for (int level = 0; level < NESTED_MAX; level++) {
      deep = AttributeValue.fromL(List.of(deep));
    }
    AttributeValue deepest = deep;
    update("deep", set("a", deepest));
    TABLE.put(item("p", "deeper", "m", AttributeValue.fromM(Map.of())));
    assertRefused(
        () -> update("deeper", set("m.a", deepest)),
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
            + " levels beyond supported limit");
  }

  @Test
  void countsTheLargerItem() {
    Consumer<UpdateItemRequest.Builder> total =
        update -> update.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    assertThat(
            update("units", total.andThen(set("v", s("x".repeat(1500)))))
                .consumedCapacity()
                .capacityUnits())
        .isEqualTo(2.0);
    assertThat(
            update("units", total.andThen(update -> update.updateExpression("REMOVE v")))
                .consumedCapacity()
                .capacityUnits())
        .isEqualTo(2.0);
  }

  @Test
  void refusesWhatExpressionsMustNotBe() {
    assertRefused(
        () -> update("bad", update -> update.updateExpression("")),
        "Invalid UpdateExpression: The expression can not be empty;");
    assertRefused(
        () -> update("bad", update -> update.updateExpression("SET a = b SET c = d")),
        "Invalid UpdateExpression: The \"SET\" section can only be used once in an update"
            + " expression;");
    assertRefused(
        () -> update("bad", update -> update.expressionAttributeValues(Map.of(":v", n(1)))),
        "ExpressionAttributeValues can only be specified when using expressions:"
            + " UpdateExpression and ConditionExpression are null");
    assertRefused(
        () ->
            update(
                "bad",
                update ->
                    update
                        .updateExpression("REMOVE a")
                        .attributeUpdates(Map.of("v", legacy(AttributeAction.PUT, n(1))))),
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {AttributeUpdates} Expression parameters:"
            + " {UpdateExpression}");
  }

  private static UpdateItemResponse update(
      String partitionKey, Consumer<UpdateItemRequest.Builder> more) {
    return TABLE
        .client()
        .updateItem(
            UpdateItemRequest.builder()
                .tableName(TABLE.name())
                .key(key(partitionKey))
                .applyMutation(more)
                .build());
  }

  private static Consumer<UpdateItemRequest.Builder> set(String path, AttributeValue value) {
    return update ->
        update
            .updateExpression("SET " + path + " = :value")
            .expressionAttributeValues(Map.of(":value", value));
  }

  private static UpdateItemResponse set(String partitionKey, int value, ReturnValue wanted) {
    return update(partitionKey, set("v", n(value)).andThen(update -> update.returnValues(wanted)));
  }

  private static String refused(String partitionKey, String expression) {
    boolean valued = expression.contains(":one");
    return refusal(
        () ->
            update(
                partitionKey,
                update ->
                    update
                        .updateExpression(expression)
                        .expressionAttributeValues(valued ? Map.of(":one", n(1)) : null)));
  }

  private static AttributeValueUpdate legacy(AttributeAction action, AttributeValue value) {
    return AttributeValueUpdate.builder().action(action).value(value).build();
  }
}
