package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries and scans of indexes. */
class IndexReadsOperationTest {
  private static final int ITEMS = 24;

  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.sorted().global("by-g", "g", "l", "x").local("by-l", "l", "x");

  @BeforeAll
  static void put() {
    for (int number = 0; number < ITEMS; number++) {
      TABLE.put(
          item(
              "p",
              "p" + number % 3,
              "s",
              number,
              "g",
              "g" + number % 2,
              "l",
              "l" + number % 4,
              "x",
              number,
              "y",
              number));
    }
    TABLE.put(item("p", "p1", "s", 99, "y", 99));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 13})
  void pagesOfAnySizeGiveTheRowsOfAPartitionKeyInOrder(int limit) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    TABLE.client().queryPaginator(ofG1(q -> q.limit(limit))).items().forEach(rows::add);
    assertThat(rows).hasSize(ITEMS / 2).doesNotHaveDuplicates();
    assertThat(rows).extracting(row -> row.get("l").s()).isSorted();
    assertThat(rows).allMatch(row -> row.keySet().equals(Set.of("g", "l", "p", "s", "x")));
  }

  @Test
  void aPageEndsWithTheKeysOfTheIndexAndOfTheTable() {
    QueryResponse page = TABLE.client().query(ofG1(q -> q.limit(3)));
    assertThat(page.lastEvaluatedKey()).containsOnlyKeys("g", "l", "p", "s");
    assertThat(page.items().getLast()).containsAllEntriesOf(page.lastEvaluatedKey());
  }

  @Test
  void backwardIsInTheOtherOrder() {
    assertThat(TABLE.client().query(ofG1(q -> q.scanIndexForward(false))).items())
        .extracting(row -> row.get("l").s())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void segmentsPartTheRows(int segments) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      ScanRequest scan =
          ScanRequest.builder()
              .tableName(TABLE.name())
              .indexName("by-g")
              .segment(segment)
              .totalSegments(segments)
              .limit(5)
              .build();
      TABLE.client().scanPaginator(scan).items().forEach(rows::add);
    }
    assertThat(rows).hasSize(ITEMS).doesNotHaveDuplicates();
  }

  @Test
  void whatALocalIndexLacksComesFromTheTable() {
    QueryResponse whole =
        TABLE.client().query(ofP1(q -> q.select(Select.ALL_ATTRIBUTES).consistentRead(true)));
    assertThat(whole.items()).hasSize(8).allMatch(item -> item.containsKey("y"));
    assertThat(whole.items()).extracting(item -> item.get("l").s()).isSorted();
    assertThat(TABLE.client().query(ofP1(q -> {})).items())
        .noneMatch(item -> item.containsKey("y"));
    QueryResponse some =
        TABLE
            .client()
            .query(
                ofP1(
                    q ->
                        q.projectionExpression("y")
                            .limit(2)
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
    assertThat(some.items()).allMatch(item -> item.keySet().equals(Set.of("y")));
    assertThat(some.consumedCapacity().table().capacityUnits()).isEqualTo(1.0);
    assertThat(some.consumedCapacity().localSecondaryIndexes().get("by-l").capacityUnits())
        .isEqualTo(0.5);
  }

  @Test
  void aGlobalIndexGivesOnlyWhatItHolds() {
    assertRefused(
        () -> TABLE.client().query(ofG1(q -> q.select(Select.ALL_ATTRIBUTES))),
        "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
            + " for global secondary index by-g because its projection type is not ALL");
    assertRefused(
        () -> TABLE.client().query(ofG1(q -> q.projectionExpression("y"))),
        "One or more parameter values were invalid: Global secondary index by-g does not"
            + " project [y]");
    assertRefused(
        () -> TABLE.client().query(ofG1(q -> q.filterExpression("y = :g"))),
        "One or more parameter values were invalid: Secondary index by-g does not project one"
            + " or more filter attributes: [y]");
    assertRefused(
        () -> TABLE.client().query(ofG1(q -> q.consistentRead(true))),
        "Consistent reads are not supported on global secondary indexes");
  }

  @Test
  void anUnknownIndexIsRefused() {
    assertRefused(
        () -> TABLE.client().query(ofG1(q -> q.indexName("nothing"))),
        "The table does not have the specified index: nothing");
  }

  private static QueryRequest ofG1(Consumer<QueryRequest.Builder> more) {
    return query("by-g", "g = :g", Map.of(":g", s("g1")), more);
  }

  private static QueryRequest ofP1(Consumer<QueryRequest.Builder> more) {
    return query("by-l", "p = :p", Map.of(":p", s("p1")), more);
  }

  private static QueryRequest query(
      String index,
      String condition,
      Map<String, AttributeValue> values,
      Consumer<QueryRequest.Builder> more) {
    return QueryRequest.builder()
        .tableName(TABLE.name())
        .indexName(index)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values)
        .applyMutation(more)
        .build();
  }
}
