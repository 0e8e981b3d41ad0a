package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final int ITEMS = 12;
  private static final String OF_A =
      "'TableName':'T','KeyConditionExpression':'p = :p',"
          + "'ExpressionAttributeValues':{':p':{'S':'a'}}";

  private final FakeRegion region = new FakeRegion().table("T", KeyAttribute.Type.N).table("H");
  private final Caller caller = new Caller(region.operations);
  private final Pages pages = new Pages(caller, "Query");

  @BeforeEach
  void put() {
    for (int number = 0; number < ITEMS; number++) {
      put("a", number);
      put("b", number);
    }
    caller.call("PutItem", "{'TableName':'H','Item':{'p':{'S':'a'}}}");
  }

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11, 12, 13})
  void pagesOfAnySizeGiveTheSameItems(int limit) {
    for (String order : List.of("true", "false")) {
      String request = OF_A + ",'ScanIndexForward':" + order;
      assertThat(pages.items(request + ",'Limit':" + limit)).isEqualTo(pages.items(request));
    }
    assertThat(sortKeys(pages.items(OF_A))).isSorted().hasSize(ITEMS);
  }

  @Test
  void backwardIsForwardReversed() {
    assertThat(pages.items(OF_A + ",'ScanIndexForward':false"))
        .isEqualTo(pages.items(OF_A).reversed());
  }

  @Test
  void aPageThatEndsAtItsLimitHasAKeyToGoOnWith() {
    Pages.Answer exact = pages.page(OF_A + ",'Limit':" + ITEMS, Optional.empty());
    assertThat(exact.lastKey()).contains(key("a", ITEMS - 1));
    assertThat(pages.page(OF_A, exact.lastKey()).items()).isEmpty();
    assertThat(pages.page(OF_A + ",'Limit':" + (ITEMS + 1), Optional.empty()).lastKey()).isEmpty();
    String ofH =
        "'TableName':'H','KeyConditionExpression':'p = :p','Limit':1,"
            + "'ExpressionAttributeValues':{':p':{'S':'a'}}";
    assertThat(pages.page(ofH, Optional.empty()).lastKey()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s = :x | 3
          s < :x | 0 1 2
          s <= :x | 0 1 2 3
          s > :x | 4 5 6 7 8 9 10 11
          s >= :x | 3 4 5 6 7 8 9 10 11
          s BETWEEN :x AND :y | 3 4 5 6 7 8 9 10
          """)
  void aConditionOnTheSortKeyNarrowsTheQuery(String condition, String expected) {
    String more = condition.contains(":y") ? ",':y':{'N':'10'}" : "";
    String request =
        "'TableName':'T','KeyConditionExpression':'p = :p AND %s',".formatted(condition)
            + "'ExpressionAttributeValues':{':p':{'S':'a'},':x':{'N':'3'}%s}".formatted(more);
    assertThat(sortKeys(pages.items(request)).stream().map(String::valueOf))
        .containsExactly(expected.split(" "));
  }

  @Test
  void aFilterIsAskedAfterTheItemsAreCounted() {
    String filtered =
        "'TableName':'T','KeyConditionExpression':'p = :p','FilterExpression':'x > :x',"
            + "'ExpressionAttributeValues':{':p':{'S':'a'},':x':{'N':'8'}}";
    Pages.Answer page = pages.page(filtered + ",'Limit':10", Optional.empty());
    assertThat(page.count()).isEqualTo(1);
    assertThat(page.scanned()).isEqualTo(10);
    assertThat(page.lastKey()).contains(key("a", 9));
    assertThat(sortKeys(pages.items(filtered))).containsExactly(9, 10, 11);
    assertThat(caller.call("Query", "{" + filtered + ",'Select':'COUNT'}"))
        .isEqualTo("{'Count':3,'ScannedCount':12}");
  }

  @Test
  void aProjectionGivesWhatIsWantedAndNothingElse() {
    List<Item> found = pages.items(OF_A + ",'ProjectionExpression':'x, zz'");
    assertThat(found).hasSize(ITEMS).contains(Item.of(Map.of("x", NumberValue.of(5))));
    Pages.Answer page =
        pages.page(OF_A + ",'ProjectionExpression':'x','Limit':2", Optional.empty());
    assertThat(page.lastKey()).contains(key("a", 1));
  }

  @Test
  void readsCountFourKilobytesOfAllItemsTogether() {
    String capacity = OF_A + ",'ReturnConsumedCapacity':'TOTAL'";
    assertThat(caller.call("Query", "{" + capacity + "}"))
        .endsWith("'ConsumedCapacity':{'TableName':'T','CapacityUnits':0.5}}");
    assertThat(caller.call("Query", "{" + capacity + ",'ConsistentRead':true}"))
        .endsWith("'CapacityUnits':1.0}}");
  }

  @Test
  void aStronglyConsistentQueryWaitsForAStoreThatIsBehind() {
    region.leaders.fallBehind();
    assertThat(pages.items(OF_A)).hasSize(ITEMS);
    assertThat(caller.failure("Query", "{" + OF_A + ",'ConsistentRead':true}").kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'Limit':0 | 1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1
          'IndexName':'none' | The table does not have the specified index: none
          'Select':'SPECIFIC_ATTRIBUTES' | 1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES
          'Select':'ALL_ATTRIBUTES','ProjectionExpression':'x' | 1 validation error detected: Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES
          'Select':'ALL_PROJECTED_ATTRIBUTES' | ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName
          'Select':'ALL_PROJECTED_ATTRIBUTES','FilterExpression':'s > :p' | Filter Expression can only contain non-primary key attributes: Primary key attribute: s
          'FilterExpression':'s > :p' | Filter Expression can only contain non-primary key attributes: Primary key attribute: s
          'ExclusiveStartKey':{} | The provided starting key is invalid
          'ExclusiveStartKey':{'p':{'S':'a'}} | The provided starting key is invalid
          'ExclusiveStartKey':{'p':{'S':'a'},'x':{'N':'1'}} | The provided starting key is invalid
          'ExclusiveStartKey':{'p':{'S':'a'},'s':{'N':'1'},'x':{'N':'1'}} | The provided starting key is invalid
          'ExclusiveStartKey':{'p':{'S':'a'},'s':{'S':'1'}} | The provided key element does not match the schema
          'ExclusiveStartKey':{'p':{'S':'a'},'s':{}} | The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
          'ExclusiveStartKey':{'p':{'S':''},'s':{'N':'1'}} | The provided starting key is invalid: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: p
          'ExclusiveStartKey':{'p':{'S':'b'},'s':{'N':'1'}} | The provided starting key is outside query boundaries based on provided conditions
          """)
  void aWrongQueryIsRefusedInDynamosWords(String members, String message) {
    assertThat(caller.message("Query", "{" + OF_A + "," + members + "}")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'p':{'S':'a'},'s':{'N':'3'}} | The provided starting key does not match the range key predicate
          {'p':{'S':'b'},'s':{'N':'3'}} | The provided starting key does not match the range key predicate
          {'p':{'S':'b'},'s':{'N':'4'}} | The query can return at most one row and cannot be restarted
          """)
  void aStartKeyOutsideOfTheSortKeysWantedIsRefused(String key, String message) {
    String request =
        "'TableName':'T','KeyConditionExpression':'p = :p AND s > :s','ExclusiveStartKey':"
            + key
            + ",'ExpressionAttributeValues':{':p':{'S':'a'},':s':{'N':'3'}}";
    assertThat(caller.message("Query", "{" + request + "}")).isEqualTo(message);
  }

  @Test
  void conditionsFromBeforeExpressionsAreTakenToo() {
    String request =
        "'TableName':'T','KeyConditions':{"
            + "'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]},"
            + "'s':{'ComparisonOperator':'BETWEEN','AttributeValueList':[{'N':'2'},{'N':'9'}]}},"
            + "'QueryFilter':{'x':{'ComparisonOperator':'GE','AttributeValueList':[{'N':'8'}]}}";
    assertThat(sortKeys(pages.items(request))).containsExactly(8, 9);
    assertThat(pages.items(request + ",'AttributesToGet':['x']"))
        .containsExactly(
            Item.of(Map.of("x", NumberValue.of(8))), Item.of(Map.of("x", NumberValue.of(9))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'KeyConditions':{'p':{}} | 1 validation error detected: Value null at 'keyConditions.p.member.comparisonOperator' failed to satisfy constraint: Member must not be null
          'KeyConditions':{'p':{'ComparisonOperator':'IS'}} | 1 validation error detected: Value 'IS' at 'keyConditions.p.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]
          'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{}]}} | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
          'KeyConditions':{'x':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}} | Query condition missed key schema element: p
          'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}},'QueryFilter':{'s':{'ComparisonOperator':'NULL'}} | QueryFilter can only contain non-primary key attributes: Primary key attribute: s
          'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}},'AttributesToGet':['x','x'] | One or more parameter values were invalid: Duplicate value in attribute name: x
          'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}},'FilterExpression':'x = y' | Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {KeyConditions} Expression parameters: {FilterExpression}
          'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}},'Select':'COUNT','AttributesToGet':['x'] | 1 validation error detected: Cannot specify the AttributesToGet when choosing to get only the Count
          """)
  void aWrongConditionFromBeforeExpressionsIsRefusedInDynamosWords(String members, String message) {
    assertThat(caller.message("Query", "{'TableName':'T'," + members + "}")).isEqualTo(message);
  }

  @Test
  void aQueryNeedsAKeyCondition() {
    assertThat(caller.message("Query", "{'TableName':'T'}"))
        .isEqualTo(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                + " request.");
    assertThat(
            caller.message(
                "Query", "{'TableName':'T','ExpressionAttributeValues':{':p':{'S':'a'}}}"))
        .isEqualTo(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " FilterExpression and KeyConditionExpression are null");
  }

  private void put(String partitionKey, int number) {
    caller.call(
        "PutItem",
        "{'TableName':'T','Item':{'p':{'S':'%s'},'s':{'N':'%d'},'x':{'N':'%d'}}}"
            .formatted(partitionKey, number, number));
  }

  private static Item key(String partitionKey, long sortKey) {
    return Item.of(Map.of("p", new StringValue(partitionKey), "s", NumberValue.of(sortKey)));
  }

  private static List<Integer> sortKeys(List<Item> items) {
    return items.stream()
        .map(item -> ((NumberValue) item.attributes().get("s")).value().intValueExact())
        .toList();
  }
}
