package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The check of indexes finds each way in which one can be wrong, and nothing where it is right. */
class IndexCheckTest {
  private static final Set<String> PROJECTED = Set.of("pk", "sk", "label", "note", "total");
  private static final IndexCheck BY_LABEL =
      new IndexCheck("byLabel", List.of("pk", "sk"), List.of("label"), Optional.of(PROJECTED));

  /** Numbers 3 and 6 have a label. */
  private static final List<Map<String, AttributeValue>> ITEMS =
      List.of(order(1), order(2), order(3), order(5), order(6));

  private final List<Map<String, AttributeValue>> rows =
      new ArrayList<>(List.of(row(order(3)), row(order(6))));

  @Test
  void anIndexThatIsRightHasNoFaults() {
    assertThat(BY_LABEL.faults(ITEMS, rows)).isEmpty();
  }

  @Test
  void aRowTooFewIsAFault() {
    rows.removeFirst();

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("lacks a row");
  }

  @Test
  void aRowOfAnItemThatIsGoneIsAFault() {
    rows.add(row(order(9)));

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("too many");
  }

  @Test
  void aRowOfAnItemThatLostItsKeyIsAFault() {
    Map<String, AttributeValue> row = row(order(2));
    row.put("label", AttributeValue.fromS("label"));
    rows.add(row);

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("too many");
  }

  @Test
  void aRowTwiceIsAFault() {
    rows.add(row(order(3)));

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("twice");
  }

  @Test
  void aStaleRowIsAFault() {
    rows.getFirst().put("note", AttributeValue.fromS("before"));

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("stale");
  }

  @Test
  void aRowUnderAFormerKeyIsAFault() {
    rows.getFirst().put("label", AttributeValue.fromS("before"));

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("stale");
  }

  @Test
  void aRowWithMoreThanItsProjectionIsAFault() {
    rows.set(0, order(3));

    assertThat(BY_LABEL.faults(ITEMS, rows)).singleElement().asString().contains("stale");
  }

  @Test
  void itIsMadeOfWhatATableSaysOfItsIndexes() {
    TableDescription table =
        TableDescription.builder()
            .keySchema(Orders.table().keySchema())
            .globalSecondaryIndexes(
                Orders.table().globalSecondaryIndexes().stream()
                    .map(
                        index ->
                            GlobalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                    .toList())
            .build();

    assertThat(IndexCheck.of(table))
        .containsExactly(
            new IndexCheck(
                "byStatus", List.of("pk", "sk"), List.of("status", "total"), Optional.empty()),
            BY_LABEL);
  }

  private static Map<String, AttributeValue> order(long number) {
    return Orders.item("pk", "" + number, number);
  }

  private static Map<String, AttributeValue> row(Map<String, AttributeValue> order) {
    return new HashMap<>(
        order.entrySet().stream()
            .filter(attribute -> PROJECTED.contains(attribute.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
