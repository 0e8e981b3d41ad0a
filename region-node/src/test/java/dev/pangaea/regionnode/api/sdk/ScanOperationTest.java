package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class ScanOperationTest {
  private static final int ITEMS = 50;

  @RegisterExtension private static final SdkTable TABLE = SdkTable.sorted();
  @RegisterExtension private static final SdkTable EMPTY = SdkTable.plain();
  private static final List<Map<String, AttributeValue>> ALL = new ArrayList<>();

  @BeforeAll
  static void put() {
    for (int number = 0; number < ITEMS; number++) {
      ALL.add(item("p", "p" + number % 17, "s", number, "v", "v" + number));
      TABLE.put(ALL.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 49, 50, 51})
  void pagesOfAnySizeGiveTheSameItems(int limit) {
    List<Map<String, AttributeValue>> paged = all(scan -> scan.limit(limit));
    assertThat(paged).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(paged).isEqualTo(all(scan -> scan.consistentRead(true)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16})
  void segmentsPartTheItems(int segments) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      int number = segment;
      found.addAll(all(scan -> scan.segment(number).totalSegments(segments).limit(3)));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void aPageThatEndsAtItsLimitHasAKeyToGoOnWith() {
    ScanResponse page = scan(scan -> scan.limit(ITEMS));
    assertThat(page.lastEvaluatedKey()).containsOnlyKeys("p", "s");
    assertThat(scan(scan -> scan.exclusiveStartKey(page.lastEvaluatedKey())).items()).isEmpty();
    assertThat(scan(scan -> scan.limit(ITEMS + 1)).hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void filtersAndProjectsAfterItHasCounted() {
    ScanResponse page =
        scan(
            scan ->
                scan.filterExpression("s < :three OR contains(v, :nine)")
                    .projectionExpression("v")
                    .expressionAttributeValues(Map.of(":three", n(3), ":nine", s("49"))));
    assertThat(page.items())
        .containsExactlyInAnyOrder(
            item("v", "v0"), item("v", "v1"), item("v", "v2"), item("v", "v49"));
    assertThat(page.scannedCount()).isEqualTo(ITEMS);
    assertThat(page.count()).isEqualTo(4);
  }

  @Test
  void givesNoItemsWhereOnlyACountIsSelected() {
    ScanResponse count = scan(scan -> scan.select(Select.COUNT));
    assertThat(count.hasItems()).isFalse();
    assertThat(count.count()).isEqualTo(ITEMS);
  }

  @Test
  void takesTheLegacyConditionsToo() {
    ScanResponse page =
        scan(
            scan ->
                scan.scanFilter(
                        Map.of(
                            "s",
                            legacy(ComparisonOperator.IN, n(1), n(2)),
                            "v",
                            legacy(ComparisonOperator.BEGINS_WITH, s("v3"))))
                    .conditionalOperator(ConditionalOperator.OR)
                    .attributesToGet("s"));
    assertThat(page.items())
        .extracting(found -> found.get("s").n())
        .containsExactlyInAnyOrder(
            "1", "2", "3", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39");
  }

  @Test
  void anEmptyTableHasOneEmptyPage() {
    ScanResponse page =
        EMPTY
            .client()
            .scan(
                scan ->
                    scan.tableName(EMPTY.name())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    assertThat(page.items()).isEmpty();
    assertThat(page.count()).isZero();
    assertThat(page.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void refusesSegmentsThatCannotBe() {
    assertThat(refusal(() -> scan(scan -> scan.segment(4).totalSegments(4)))).isNotBlank();
    assertThat(refusal(() -> scan(scan -> scan.segment(0)))).isNotBlank();
    assertThat(refusal(() -> scan(scan -> scan.totalSegments(4)))).isNotBlank();
    assertThat(refusal(() -> scan(scan -> scan.segment(0).totalSegments(1_000_001)))).isNotBlank();
  }

  @Test
  void anUnknownTableIsNotFound() {
    assertThatThrownBy(() -> scan(scan -> scan.tableName("nothing-of-that-name")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static ScanResponse scan(Consumer<ScanRequest.Builder> scan) {
    return TABLE.client().scan(request(scan));
  }

  private static List<Map<String, AttributeValue>> all(Consumer<ScanRequest.Builder> scan) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    TABLE.client().scanPaginator(request(scan)).items().forEach(found::add);
    return found;
  }

  private static ScanRequest request(Consumer<ScanRequest.Builder> scan) {
    return ScanRequest.builder().tableName(TABLE.name()).applyMutation(scan).build();
  }

  private static Condition legacy(ComparisonOperator operator, AttributeValue... values) {
    return Condition.builder().comparisonOperator(operator).attributeValueList(values).build();
  }
}
