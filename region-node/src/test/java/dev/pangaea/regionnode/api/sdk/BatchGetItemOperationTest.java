package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class BatchGetItemOperationTest {
  private static final int LARGE = 45;

  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();
  @RegisterExtension private static final SdkTable SORTED = SdkTable.sorted();

  @BeforeAll
  static void put() {
    TABLE.put(item("p", "a", "v", 1, "w", 2));
    TABLE.put(item("p", "b", "v", 3));
    SORTED.put(item("p", "a", "s", 1, "v", "x".repeat(5000)));
  }

  @Test
  void findsItemsOfSeveralTables() {
    BatchGetItemResponse reply =
        get(
            Map.of(
                TABLE.name(),
                keys(List.of(key("a"), key("b")), table -> {}),
                SORTED.name(),
                keys(List.of(item("p", "a", "s", 1)), table -> table.consistentRead(true))));
    assertThat(reply.responses().get(TABLE.name()))
        .containsExactlyInAnyOrder(item("p", "a", "v", 1, "w", 2), item("p", "b", "v", 3));
    assertThat(reply.responses().get(SORTED.name())).hasSize(1);
    assertThat(reply.unprocessedKeys()).isEmpty();
    assertThat(reply.consumedCapacity())
        .extracting(ConsumedCapacity::tableName, ConsumedCapacity::capacityUnits)
        .containsExactlyInAnyOrder(tuple(TABLE.name(), 1.0), tuple(SORTED.name(), 2.0));
  }

  @Test
  void saysNothingOfKeysThatAreNotThere() {
    BatchGetItemResponse reply =
        get(Map.of(TABLE.name(), keys(List.of(key("missing"), key("b")), table -> {})));
    assertThat(reply.responses().get(TABLE.name())).containsExactly(item("p", "b", "v", 3));
    assertThat(reply.unprocessedKeys()).isEmpty();
  }

  @Test
  void answersWithWhatIsAskedForOnly() {
    assertThat(
            get(Map.of(
                    TABLE.name(),
                    keys(
                        List.of(key("a")),
                        table ->
                            table
                                .projectionExpression("#v")
                                .expressionAttributeNames(Map.of("#v", "v")))))
                .responses()
                .get(TABLE.name()))
        .containsExactly(item("v", 1));
    assertThat(
            get(Map.of(TABLE.name(), keys(List.of(key("a")), table -> table.attributesToGet("w"))))
                .responses()
                .get(TABLE.name()))
        .containsExactly(item("w", 2));
  }

  @Test
  void handsBackTheKeysForWhichThereIsNoRoom() {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (int number = 0; number < LARGE; number++) {
      TABLE.put(item("p", "large " + number, "v", "x".repeat(400_000)));
      keys.add(key("large " + number));
    }
    BatchGetItemResponse reply =
        get(
            Map.of(
                TABLE.name(),
                keys(
                    keys,
                    table ->
                        table
                            .projectionExpression("#v")
                            .expressionAttributeNames(Map.of("#v", "v"))
                            .consistentRead(true))));
    KeysAndAttributes unprocessed = reply.unprocessedKeys().get(TABLE.name());
    assertThat(reply.responses().get(TABLE.name()).size() + unprocessed.keys().size())
        .isEqualTo(LARGE);
    assertThat(unprocessed.keys()).isNotEmpty();
    assertThat(unprocessed.projectionExpression()).isEqualTo("#v");
    assertThat(unprocessed.expressionAttributeNames()).isEqualTo(Map.of("#v", "v"));
    assertThat(unprocessed.consistentRead()).isTrue();
    assertThat(get(reply.unprocessedKeys()).responses().get(TABLE.name()))
        .hasSameSizeAs(unprocessed.keys());
  }

  @Test
  void takesNoMoreThanItsLimits() {
    List<Map<String, AttributeValue>> many =
        IntStream.range(0, 101).mapToObj(number -> key("many " + number)).toList();
    assertRefused(
        () -> get(Map.of(TABLE.name(), keys(many, table -> {}))),
        "1 validation error detected: Value at 'RequestItems."
            + TABLE.name()
            + ".member.Keys' failed to satisfy constraint: Member must have length less than"
            + " or equal to 100");
    assertRefused(
        () ->
            get(
                Map.of(
                    TABLE.name(),
                    keys(many.subList(0, 100), table -> {}),
                    SORTED.name(),
                    keys(List.of(item("p", "a", "s", 1)), table -> {}))),
        "Too many items requested for the BatchGetItem call");
    assertRefused(
        () -> get(Map.of(TABLE.name(), keys(List.of(key("a"), key("a")), table -> {}))),
        "Provided list of item keys contains duplicates");
  }

  private static BatchGetItemResponse get(Map<String, KeysAndAttributes> requests) {
    return TABLE
        .client()
        .batchGetItem(
            batch ->
                batch.requestItems(requests).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private static KeysAndAttributes keys(
      List<Map<String, AttributeValue>> keys, Consumer<KeysAndAttributes.Builder> more) {
    return KeysAndAttributes.builder().keys(keys).applyMutation(more).build();
  }
}
