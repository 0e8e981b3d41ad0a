package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWriteItemOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();
  @RegisterExtension private static final SdkTable SORTED = SdkTable.sorted();

  @Test
  void putsAndDeletesInSeveralTables() {
    TABLE.put(item("p", "gone"));
    BatchWriteItemResponse reply =
        write(
            Map.of(
                TABLE.name(),
                List.of(put(item("p", "a", "v", 1)), delete(key("gone"))),
                SORTED.name(),
                List.of(put(item("p", "a", "s", 1)), put(item("p", "a", "s", 2)))));
    assertThat(reply.unprocessedItems()).isEmpty();
    assertThat(TABLE.get(key("a"))).isEqualTo(item("p", "a", "v", 1));
    assertThat(TABLE.get(key("gone"))).isEmpty();
    assertThat(SORTED.get(item("p", "a", "s", 2))).isEqualTo(item("p", "a", "s", 2));
  }

  @Test
  void countsEachTable() {
    BatchWriteItemResponse reply =
        write(
            Map.of(
                TABLE.name(),
                List.of(put(item("p", "b", "v", "x".repeat(1500))), put(item("p", "c"))),
                SORTED.name(),
                List.of(put(item("p", "b", "s", 1)))));
    assertThat(reply.consumedCapacity())
        .extracting(ConsumedCapacity::tableName, ConsumedCapacity::capacityUnits)
        .containsExactlyInAnyOrder(tuple(TABLE.name(), 3.0), tuple(SORTED.name(), 1.0));
  }

  @Test
  void takesNoMoreThanItsLimits() {
    List<WriteRequest> many =
        IntStream.range(0, 26).mapToObj(number -> put(item("p", "many " + number))).toList();
    assertRefused(
        () -> write(Map.of(TABLE.name(), many)),
        "1 validation error detected: Value '{"
            + TABLE.name()
            + "=[...]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy"
            + " constraint: [Member must have length less than or equal to 25, Member must have"
            + " length greater than or equal to 1]");
    assertRefused(
        () ->
            write(
                Map.of(
                    TABLE.name(),
                    many.subList(0, 25),
                    SORTED.name(),
                    List.of(put(item("p", "a", "s", 1))))),
        "Too many items requested for the BatchWriteItem call");
    assertRefused(
        () -> write(Map.of(TABLE.name(), List.of(put(key("x")), delete(key("x"))))),
        "Provided list of item keys contains duplicates");
    assertRefused(
        () ->
            write(Map.of(TABLE.name(), List.of(put(item("p", "large", "v", "x".repeat(409_600)))))),
        "Item size has exceeded the maximum allowed size");
  }

  @Test
  void writesNothingIfOneOfItsItemsIsRefused() {
    List<WriteRequest> writes = new ArrayList<>(List.of(put(item("p", "first"))));
    writes.add(put(item("p", 1)));
    refusal(() -> write(Map.of(TABLE.name(), writes)));
    assertThat(TABLE.get(key("first"))).isEmpty();
  }

  private static BatchWriteItemResponse write(Map<String, List<WriteRequest>> requests) {
    return TABLE
        .client()
        .batchWriteItem(
            batch ->
                batch.requestItems(requests).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  private static WriteRequest delete(Map<String, AttributeValue> key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
  }
}
