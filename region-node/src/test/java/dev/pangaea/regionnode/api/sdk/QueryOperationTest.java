package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

class QueryOperationTest {
  private static final int ITEMS = 20;

  @RegisterExtension private static final SdkTable TABLE = SdkTable.sorted();
  @RegisterExtension private static final SdkTable PLAIN = SdkTable.plain();

  @BeforeAll
  static void put() {
    for (int number = 0; number < ITEMS; number++) {
      TABLE.put(
          item(
              "p",
              "a",
              "s",
              number,
              "v",
              ITEMS - number,
              "m",
              AttributeValue.fromM(Map.of("x", n(number)))));
    }
    TABLE.put(item("p", "b", "s", 5, "v", 1));
    PLAIN.put(item("p", "a", "v", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s = :x | 7
          s < :x | 0 1 2 3 4 5 6
          s <= :x | 0 1 2 3 4 5 6 7
          s > :x | 8 9 10 11 12 13 14 15 16 17 18 19
          s >= :x | 7 8 9 10 11 12 13 14 15 16 17 18 19
          s BETWEEN :x AND :y | 7 8 9 10
          :x < s AND p = :p | 8 9 10 11 12 13 14 15 16 17 18 19
          (s = :x) | 7
          """)
  void givesTheItemsOfARangeOfSortKeysInOrder(String condition, String expected) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":p", s("a"), ":x", n(7)));
    if (condition.contains(":y")) {
      values.put(":y", n(10));
    }
    String whole = condition.contains(":p") ? condition : "p = :p AND " + condition;
    assertThat(
            sortKeys(query(q -> q.keyConditionExpression(whole).expressionAttributeValues(values))))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 19, 20, 21})
  void pagesOfAnySizeGiveTheSameItemsForwardAndBackward(int limit) {
    for (boolean forward : new boolean[] {true, false}) {
      List<Map<String, AttributeValue>> paged = new ArrayList<>();
      TABLE
          .client()
          .queryPaginator(
              request(ofA(q -> q.limit(limit).scanIndexForward(forward).consistentRead(true))))
          .items()
          .forEach(paged::add);
      List<Map<String, AttributeValue>> all = query(ofA(q -> q.scanIndexForward(true))).items();
      assertThat(paged).isEqualTo(forward ? all : all.reversed());
    }
  }

  @Test
  void aPageThatEndsAtItsLimitHasAKeyToGoOnWith() {
    QueryResponse page = query(ofA(q -> q.limit(ITEMS)));
    assertThat(page.lastEvaluatedKey()).isEqualTo(item("p", "a", "s", ITEMS - 1));
    assertThat(query(ofA(q -> q.exclusiveStartKey(page.lastEvaluatedKey()))).items()).isEmpty();
    assertThat(query(ofA(q -> q.limit(ITEMS + 1))).hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void aStartKeyNeedNotBeAnItem() {
    TABLE.put(item("p", "gaps", "s", 1));
    TABLE.put(item("p", "gaps", "s", 5));
    QueryResponse page =
        query(
            q ->
                q.keyConditionExpression("p = :p")
                    .expressionAttributeValues(Map.of(":p", s("gaps")))
                    .exclusiveStartKey(item("p", "gaps", "s", 3)));
    assertThat(sortKeys(page)).containsExactly("5");
  }

  @Test
  void filtersAfterItHasCounted() {
    QueryResponse page =
        query(
            q ->
                q.keyConditionExpression("p = :p")
                    .filterExpression("v > :v AND m.x <> :x")
                    .expressionAttributeValues(Map.of(":p", s("a"), ":v", n(15), ":x", n(1)))
                    .limit(10));
    assertThat(sortKeys(page)).containsExactly("0", "2", "3", "4");
    assertThat(page.scannedCount()).isEqualTo(10);
    assertThat(page.lastEvaluatedKey()).isEqualTo(item("p", "a", "s", 9));
  }

  @Test
  void givesWhatIsSelected() {
    QueryResponse count = query(ofA(q -> q.select(Select.COUNT)));
    assertThat(count.count()).isEqualTo(ITEMS);
    assertThat(count.hasItems()).isFalse();
    assertThat(query(ofA(q -> q.projectionExpression("m.x, s, nothing").limit(1))).items())
        .containsExactly(item("s", 0, "m", AttributeValue.fromM(Map.of("x", n(0)))));
    assertThat(query(ofA(q -> q.projectionExpression("nothing").limit(1))).items())
        .containsExactly(Map.of());
    assertThat(
            query(ofA(q -> q.select(Select.SPECIFIC_ATTRIBUTES).projectionExpression("v").limit(1)))
                .items())
        .containsExactly(item("v", ITEMS));
  }

  @Test
  void countsWhatItReads() {
    for (int number = 0; number < 3; number++) {
      TABLE.put(item("p", "large", "s", number, "v", "x".repeat(3000)));
    }
    Consumer<QueryRequest.Builder> large =
        q ->
            q.keyConditionExpression("p = :p")
                .expressionAttributeValues(Map.of(":p", s("large")))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);
    assertThat(query(large).consumedCapacity().capacityUnits()).isEqualTo(1.5);
    assertThat(query(large.andThen(q -> q.consistentRead(true))).consumedCapacity().table())
        .satisfies(table -> assertThat(table.capacityUnits()).isEqualTo(3.0));
  }

  @Test
  void aPageEndsWithTheItemThatReachesAMegabyte() {
    for (int number = 0; number < 7; number++) {
      TABLE.put(item("p", "huge", "s", number, "v", "x".repeat(260_000)));
    }
    Consumer<QueryRequest.Builder> huge =
        q -> q.keyConditionExpression("p = :p").expressionAttributeValues(Map.of(":p", s("huge")));
    assertThat(query(huge).count()).isEqualTo(5);
    assertThat(TABLE.client().queryPaginator(request(huge)).stream().map(QueryResponse::count))
        .containsExactly(5, 2);
    assertThat(
            TABLE
                .client()
                .queryPaginator(request(huge.andThen(q -> q.select(Select.COUNT))))
                .stream()
                .map(QueryResponse::count))
        .containsExactly(5, 2);
  }

  @Test
  void takesTheLegacyConditionsToo() {
    QueryResponse page =
        query(
            q ->
                q.keyConditions(
                        Map.of(
                            "p",
                            legacy(ComparisonOperator.EQ, s("a")),
                            "s",
                            legacy(ComparisonOperator.BETWEEN, n(2), n(5))))
                    .queryFilter(
                        Map.of(
                            "v",
                            legacy(ComparisonOperator.GE, n(17)),
                            "nothing",
                            legacy(ComparisonOperator.NULL)))
                    .conditionalOperator(ConditionalOperator.AND)
                    .attributesToGet("v")
                    .scanIndexForward(false));
    assertThat(page.items()).containsExactly(item("v", 17), item("v", 18));
    assertThat(page.scannedCount()).isEqualTo(4);
  }

  @Test
  void refusesConditionsThatAreNoneOfKeys() {
    assertThat(key("v = :p", s("a"))).startsWith("Query condition missed key schema element");
    assertThat(key("p > :p", s("a"))).isEqualTo("Query key condition not supported");
    assertThat(key("p = :p", n(1)))
        .isEqualTo(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
    assertRefused(
        () -> query(ofA(q -> q.filterExpression("s <> :p"))),
        "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
            + " s");
  }

  @Test
  void refusesStartKeysThatCannotBe() {
    assertRefused(
        () -> query(ofA(q -> q.exclusiveStartKey(item("p", "a", "v", 1)))),
        "The provided starting key is invalid");
    assertThatThrownBy(() -> query(ofA(q -> q.exclusiveStartKey(item("p", "b", "s", 1)))))
        .hasMessageContaining("The provided starting key");
  }

  @Test
  void anUnknownTableIsNotFound() {
    assertThatThrownBy(() -> query(ofA(q -> q.tableName("nothing-of-that-name"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aTableWithoutSortKeysHasOneItemPerKey() {
    QueryResponse page =
        PLAIN.query(
            q ->
                q.keyConditionExpression("p = :p").expressionAttributeValues(Map.of(":p", s("a"))));
    assertThat(page.items()).containsExactly(item("p", "a", "v", 1));
    assertThat(page.hasLastEvaluatedKey()).isFalse();
  }

  private static String key(String condition, AttributeValue value) {
    return refusal(
        () ->
            query(
                q ->
                    q.keyConditionExpression(condition)
                        .expressionAttributeValues(Map.of(":p", value))));
  }

  private static Consumer<QueryRequest.Builder> ofA(Consumer<QueryRequest.Builder> more) {
    Consumer<QueryRequest.Builder> ofA =
        q -> q.keyConditionExpression("p = :p").expressionAttributeValues(Map.of(":p", s("a")));
    return ofA.andThen(more);
  }

  private static QueryResponse query(Consumer<QueryRequest.Builder> query) {
    return TABLE.client().query(request(query));
  }

  private static QueryRequest request(Consumer<QueryRequest.Builder> query) {
    return QueryRequest.builder().tableName(TABLE.name()).applyMutation(query).build();
  }

  private static Condition legacy(ComparisonOperator operator, AttributeValue... values) {
    return Condition.builder().comparisonOperator(operator).attributeValueList(values).build();
  }

  private static List<String> sortKeys(QueryResponse page) {
    return page.items().stream().map(found -> found.get("s").n()).toList();
  }
}
