package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class GetItemOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.sorted();

  private static final Map<String, AttributeValue> ITEM =
      item(
          "p",
          "a",
          "s",
          1,
          "v",
          "x".repeat(5000),
          "ls",
          AttributeValue.fromL(List.of(n(0), n(1), n(2))),
          "mp",
          AttributeValue.fromM(
              Map.of("k", s("in"), "l", AttributeValue.fromL(List.of(s("x"), s("y"))))));

  @BeforeAll
  static void put() {
    TABLE.put(ITEM);
  }

  @Test
  void findsTheItemOrNothing() {
    assertThat(get(1, get -> {}).item()).isEqualTo(ITEM);
    assertThat(get(2, get -> {}).hasItem()).isFalse();
  }

  @Test
  void answersWithWhatIsAskedForOnly() {
    assertThat(
            get(
                    1,
                    get ->
                        get.projectionExpression("#m.l[1], ls[2], ls[0], s, absent")
                            .expressionAttributeNames(Map.of("#m", "mp")))
                .item())
        .isEqualTo(
            item(
                "s",
                1,
                "ls",
                AttributeValue.fromL(List.of(n(0), n(2))),
                "mp",
                AttributeValue.fromM(Map.of("l", AttributeValue.fromL(List.of(s("y")))))));
    assertThat(get(1, get -> get.attributesToGet("s", "absent")).item()).isEqualTo(item("s", 1));
  }

  @Test
  void countsTheWholeItemWhateverIsAskedFor() {
    Consumer<GetItemRequest.Builder> total =
        get -> get.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    assertThat(get(1, total).consumedCapacity().capacityUnits()).isEqualTo(1.0);
    assertThat(
            get(1, total.andThen(get -> get.projectionExpression("s").consistentRead(true)))
                .consumedCapacity()
                .capacityUnits())
        .isEqualTo(2.0);
    assertThat(get(9, total).consumedCapacity().capacityUnits()).isEqualTo(0.5);
  }

  @Test
  void refusesWhatProjectionsMustNotBe() {
    assertThat(refusal(() -> get(1, get -> get.projectionExpression("mp, mp.k"))))
        .startsWith("Invalid ProjectionExpression: Two document paths overlap with each other;");
    assertThat(refusal(() -> get(1, get -> get.projectionExpression("a..b"))))
        .startsWith("Invalid ProjectionExpression: Syntax error; token: ");
    assertRefused(
        () -> get(1, get -> get.projectionExpression("p").attributesToGet("p")),
        "Can not use both expression and non-expression parameters in the same request:"
            + " Non-expression parameters: {AttributesToGet} Expression parameters:"
            + " {ProjectionExpression}");
    assertRefused(
        () ->
            get(
                1,
                get -> get.projectionExpression("p").expressionAttributeNames(Map.of("#x", "x"))),
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}");
    assertRefused(
        () -> get(1, get -> get.expressionAttributeNames(Map.of("#x", "x"))),
        "ExpressionAttributeNames can only be specified when using expressions");
    assertRefused(
        () -> get(1, get -> get.attributesToGet("p", "p")),
        "One or more parameter values were invalid: Duplicate value in attribute name: p");
  }

  private static GetItemResponse get(int sortKey, Consumer<GetItemRequest.Builder> more) {
    return TABLE
        .client()
        .getItem(
            GetItemRequest.builder()
                .tableName(TABLE.name())
                .key(item("p", "a", "s", sortKey))
                .applyMutation(more)
                .build());
  }
}
