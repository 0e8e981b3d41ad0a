package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  private static final int ITEMS = 60;
  private static final String TABLE = "'TableName':'T'";

  private final FakeRegion region = new FakeRegion().table("T", KeyAttribute.Type.N);
  private final Caller caller = new Caller(region.operations);
  private final Pages pages = new Pages(caller, "Scan");
  private final Set<Item> all = new HashSet<>();

  @BeforeEach
  void put() {
    for (int number = 0; number < ITEMS; number++) {
      put(
          Map.of(
              "p", new StringValue("p" + number / 3),
              "s", NumberValue.of(number % 3),
              "x", new StringValue("x".repeat(number))));
    }
  }

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 59, 60, 61, 1000})
  void pagesOfAnySizeGiveTheSameItems(int limit) {
    List<Item> found = pages.items(TABLE + ",'Limit':" + limit);
    assertThat(found).hasSize(ITEMS).isEqualTo(pages.items(TABLE));
    assertThat(found).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void keepsTheItemsOfAPartitionKeyTogetherAndInOrder() {
    List<Item> found = pages.items(TABLE);
    for (int index = 0; index < ITEMS; index += 3) {
      assertThat(found.subList(index, index + 3))
          .extracting(item -> item.attributes().get("p"))
          .containsOnly(found.get(index).attributes().get("p"));
      assertThat(found.subList(index, index + 3))
          .extracting(item -> item.attributes().get("s"))
          .containsExactly(NumberValue.of(0), NumberValue.of(1), NumberValue.of(2));
    }
  }

  @Test
  void aPageThatEndsAtItsLimitHasAKeyToGoOnWith() {
    Pages.Answer exact = pages.page(TABLE + ",'Limit':" + ITEMS, Optional.empty());
    assertThat(exact.count()).isEqualTo(ITEMS);
    assertThat(exact.lastKey().orElseThrow().attributes()).containsOnlyKeys("p", "s");
    Pages.Answer beyond = pages.page(TABLE, exact.lastKey());
    assertThat(beyond).isEqualTo(new Pages.Answer(List.of(), 0, 0, Optional.empty()));
    assertThat(pages.page(TABLE + ",'Limit':" + (ITEMS + 1), Optional.empty()).lastKey()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 100_000, 1_000_000})
  void segmentsPartTheItems(int segments) {
    List<Item> found = new ArrayList<>();
    for (int segment = 0; segment < Math.min(segments, 64); segment++) {
      List<Item> ofSegment = pages.items(segment(segment, segments) + ",'Limit':5");
      assertThat(pages.items(segment(segment, segments))).isEqualTo(ofSegment);
      found.addAll(ofSegment);
    }
    assertThat(found).doesNotHaveDuplicates();
    if (segments <= 64) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void aPageEndsWithTheItemThatReachesAMegabyte() {
    region.table("large");
    for (int number = 0; number < 12; number++) {
      caller.call(
          "PutItem",
          "{'TableName':'large','Item':{'p':{'S':'%d'},'x':{'S':'%s'}}}"
              .formatted(number, "x".repeat(256 * 1024 - 100)));
    }
    String large = "'TableName':'large'";
    List<Pages.Answer> found = pages.pages(large);
    assertThat(found).extracting(Pages.Answer::count).containsExactly(5L, 5L, 2L);
    assertThat(pages.pages(large + ",'Limit':4"))
        .extracting(Pages.Answer::count)
        .containsExactly(4L, 4L, 4L, 0L);
    assertThat(pages.pages(large + ",'Select':'COUNT'"))
        .extracting(Pages.Answer::count)
        .containsExactly(5L, 5L, 2L);
    assertThat(
            caller.call(
                "Scan", "{" + large + ",'Select':'COUNT','ReturnConsumedCapacity':'INDEXES'}"))
        .endsWith(
            "'ConsumedCapacity':{'TableName':'large','CapacityUnits':160.0,"
                + "'Table':{'CapacityUnits':160.0}}}");
  }

  @Test
  void aCountHasNoItems() {
    assertThat(caller.call("Scan", "{" + TABLE + ",'Select':'COUNT'}"))
        .isEqualTo("{'Count':60,'ScannedCount':60}");
  }

  @Test
  void aStronglyConsistentScanWaitsForAStoreThatIsBehind() {
    region.leaders.fallBehind();
    assertThat(pages.items(TABLE)).hasSize(ITEMS);
    assertThat(caller.failure("Scan", "{" + TABLE + ",'ConsistentRead':true}").kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void aFilterIsAskedAfterTheItemsAreCounted() {
    String filtered =
        TABLE
            + ",'FilterExpression':'s = :s AND begins_with(p, :p)','ProjectionExpression':'p',"
            + "'ExpressionAttributeValues':{':s':{'N':'2'},':p':{'S':'p1'}}";
    assertThat(pages.items(filtered + ",'Limit':7"))
        .hasSize(11)
        .contains(Item.of(Map.of("p", new StringValue("p17"))));
    assertThat(pages.page(filtered, Optional.empty()).scanned()).isEqualTo(ITEMS);
  }

  @Test
  void conditionsFromBeforeExpressionsAreTakenToo() {
    String filter =
        TABLE
            + ",'ScanFilter':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'p1'}]},"
            + "'x':{'ComparisonOperator':'BEGINS_WITH','AttributeValueList':[{'S':'%s'}]}}"
                .formatted("x".repeat(58));
    assertThat(pages.items(filter)).isEmpty();
    assertThat(pages.items(filter + ",'ConditionalOperator':'OR'")).hasSize(5);
  }

  @Test
  void aDeletedItemIsNotFound() {
    Item gone = pages.items(TABLE).get(10);
    Item key = Item.of(Map.of("p", gone.attributes().get("p"), "s", gone.attributes().get("s")));
    caller.call("DeleteItem", "{" + TABLE + ",'Key':" + Pages.json(key) + "}");
    assertThat(pages.items(TABLE)).hasSize(ITEMS - 1).doesNotContain(gone);
    Pages.Answer page = pages.page(TABLE + ",'Limit':100", Optional.of(key));
    assertThat(page.count()).isEqualTo(ITEMS - 11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'Limit':0 | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1
          'Select':'SOME' | 1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]
          'IndexName':'i' | 1 validation error detected: Value 'i' at 'indexName' failed to satisfy constraint: Member must have length greater than or equal to 3
          'IndexName':'none' | The table does not have the specified index: none
          'Select':'ALL_PROJECTED_ATTRIBUTES' | ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName
          'Select':'ALL_PROJECTED_ATTRIBUTES','FilterExpression':'a == b' | Invalid FilterExpression: Syntax error; token: "=", near: "== b"
          'Select':'COUNT','ProjectionExpression':'x','IndexName':'none' | The table does not have the specified index: none
          'Select':'SPECIFIC_ATTRIBUTES' | Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES
          'Select':'COUNT','ProjectionExpression':'x' | Cannot specify the ProjectionExpression when choosing to get only the Count
          'Segment':0 | The TotalSegments parameter is required but was not present in the request when Segment parameter is present
          'TotalSegments':4 | The Segment parameter is required but was not present in the request when parameter TotalSegments is present
          'Segment':5,'TotalSegments':5 | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5
          'Segment':-1,'TotalSegments':5 | 1 validation error detected: Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0
          'Segment':0,'TotalSegments':1000001 | 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000
          'ExpressionAttributeNames':{'#x':'x'} | ExpressionAttributeNames can only be specified when using expressions
          'ExpressionAttributeValues':{':x':{'S':'x'}} | ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null
          'ExclusiveStartKey':{} | The provided starting key is invalid: The provided key element does not match the schema
          'ExclusiveStartKey':{'p':{'S':'p1'}} | The provided starting key is invalid: The provided key element does not match the schema
          'ExclusiveStartKey':{'p':{'S':'p1'},'s':{'S':'1'}} | The provided starting key is invalid: The provided key element does not match the schema
          'ExclusiveStartKey':{'p':{'S':'p1'},'x':{'N':'1'}} | The provided starting key is invalid: The provided key element does not match the schema
          """,
      quoteCharacter = '"')
  void aWrongScanIsRefusedInDynamosWords(String members, String message) {
    assertThat(caller.message("Scan", "{" + TABLE + "," + members + "}")).isEqualTo(message);
  }

  @Test
  void aStartKeyOfAnotherSegmentIsRefused() {
    Item key = pages.page(TABLE + ",'Limit':30", Optional.empty()).lastKey().orElseThrow();
    long taken = 0;
    for (int segment = 0; segment < 4; segment++) {
      String request = segment(segment, 4) + ",'ExclusiveStartKey':" + Pages.json(key);
      if (pages.items(segment(segment, 4)).stream().anyMatch(item -> has(item, key))) {
        taken += pages.items(request).size();
      } else {
        assertThat(caller.message("Scan", "{" + request + "}"))
            .isEqualTo(
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                    + " ExclusiveStartKey with correct Segment. TotalSegments: 4 Segment: "
                    + segment);
      }
    }
    assertThat(taken).isLessThan(ITEMS - 30);
  }

  @Test
  void anUnknownTableIsNotFound() {
    assertThat(caller.failure("Scan", "{'TableName':'none'}").kind())
        .isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
  }

  private static boolean has(Item item, Item key) {
    return item.attributes().entrySet().containsAll(key.attributes().entrySet());
  }

  private static String segment(int segment, int segments) {
    return TABLE + ",'Segment':%d,'TotalSegments':%d".formatted(segment, segments);
  }

  private void put(Map<String, AttributeValue> item) {
    caller.call("PutItem", "{" + TABLE + ",'Item':" + Pages.json(Item.of(item)) + "}");
    all.add(Item.of(item));
  }
}
