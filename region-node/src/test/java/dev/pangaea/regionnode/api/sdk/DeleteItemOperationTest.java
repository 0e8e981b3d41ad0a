package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class DeleteItemOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();

  @Test
  void removesTheItemAndTellsItIfAsked() {
    TABLE.put(item("p", "a", "v", 1));
    Consumer<DeleteItemRequest.Builder> old = delete -> delete.returnValues(ReturnValue.ALL_OLD);
    assertThat(delete("a", old).attributes()).isEqualTo(item("p", "a", "v", 1));
    assertThat(TABLE.get(key("a"))).isEmpty();
    assertThat(delete("a", old).hasAttributes()).isFalse();
  }

  @Test
  void comesAboutOnlyIfItsConditionHolds() {
    TABLE.put(item("p", "if", "v", 1));
    Consumer<DeleteItemRequest.Builder> two =
        delete ->
            delete
                .conditionExpression("v IN (:two, :three)")
                .expressionAttributeValues(Map.of(":two", n(2), ":three", n(3)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    assertThat(
            catchThrowableOfType(ConditionalCheckFailedException.class, () -> delete("if", two))
                .item())
        .isEqualTo(item("p", "if", "v", 1));
    TABLE.put(item("p", "if", "v", 3));
    delete("if", two);
    assertThat(TABLE.get(key("if"))).isEmpty();
    assertThatThrownBy(() -> delete("if", two)).isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void aConditionMayHoldOnAMissingItem() {
    delete("missing", delete -> delete.conditionExpression("attribute_not_exists(v)"));
    assertThat(TABLE.get(key("missing"))).isEmpty();
  }

  @Test
  void takesTheLegacyConditionsToo() {
    TABLE.put(item("p", "legacy", "v", 1));
    Consumer<DeleteItemRequest.Builder> two =
        delete ->
            delete.expected(Map.of("v", ExpectedAttributeValue.builder().value(n(2)).build()));
    assertThatThrownBy(() -> delete("legacy", two))
        .isInstanceOf(ConditionalCheckFailedException.class);
    TABLE.put(item("p", "legacy", "v", 2));
    delete("legacy", two);
    assertThat(TABLE.get(key("legacy"))).isEmpty();
  }

  @Test
  void countsWhatItDeletes() {
    TABLE.put(item("p", "units", "v", "x".repeat(3000)));
    Consumer<DeleteItemRequest.Builder> total =
        delete -> delete.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    assertThat(delete("units", total).consumedCapacity().capacityUnits()).isEqualTo(3.0);
    assertThat(delete("units", total).consumedCapacity().capacityUnits()).isEqualTo(1.0);
  }

  @Test
  void refusesWhatIsNoKeyOfTheTable() {
    assertRefused(
        () -> TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(item("p", 1))),
        "The provided key element does not match the schema");
  }

  private static DeleteItemResponse delete(
      String partitionKey, Consumer<DeleteItemRequest.Builder> more) {
    return TABLE
        .client()
        .deleteItem(
            DeleteItemRequest.builder()
                .tableName(TABLE.name())
                .key(key(partitionKey))
                .applyMutation(more)
                .build());
  }
}
