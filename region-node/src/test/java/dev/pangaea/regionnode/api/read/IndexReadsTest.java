package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.IndexUpdate;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReadsTest {
  private static final int ITEMS = 24;
  private static final String TABLE = "'TableName':'TTT'";
  private static final String BY_G = TABLE + ",'IndexName':'by-g'";
  private static final String OF_G1 =
      BY_G + ",'KeyConditionExpression':'g = :g','ExpressionAttributeValues':{':g':{'S':'g1'}}";
  private static final String OF_P1 =
      TABLE
          + ",'IndexName':'by-l','KeyConditionExpression':'p = :p',"
          + "'ExpressionAttributeValues':{':p':{'S':'p1'}}";

  private final FakeRegion region = new FakeRegion();
  private final Caller caller = new Caller(region.operations);
  private final Pages queries = new Pages(caller, "Query");
  private final Pages scans = new Pages(caller, "Scan");

  @BeforeEach
  void put() {
    caller.call(
        "CreateTable",
        """
        {'TableName':'TTT','BillingMode':'PAY_PER_REQUEST',
         'AttributeDefinitions':[
           {'AttributeName':'p','AttributeType':'S'},{'AttributeName':'s','AttributeType':'N'},
           {'AttributeName':'g','AttributeType':'S'},{'AttributeName':'l','AttributeType':'S'}],
         'KeySchema':[
           {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'s','KeyType':'RANGE'}],
         'LocalSecondaryIndexes':[{'IndexName':'by-l',
           'KeySchema':[
             {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'l','KeyType':'RANGE'}],
           'Projection':{'ProjectionType':'KEYS_ONLY'}}],
         'GlobalSecondaryIndexes':[
           {'IndexName':'by-g',
            'KeySchema':[
              {'AttributeName':'g','KeyType':'HASH'},{'AttributeName':'l','KeyType':'RANGE'}],
            'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['x']}},
           {'IndexName':'whole',
            'KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],
            'Projection':{'ProjectionType':'ALL'}}]}
        """);
    for (int number = 0; number < ITEMS; number++) {
      caller.call(
          "PutItem",
          "{%s,'Item':{'p':{'S':'p%d'},'s':{'N':'%d'},'g':{'S':'g%d'},'l':{'S':'l%d'},"
                  .formatted(TABLE, number % 3, number, number % 2, number % 4)
              + "'x':{'N':'%d'},'y':{'N':'%d'}}}".formatted(number, number));
    }
    caller.call("PutItem", "{" + TABLE + ",'Item':{'p':{'S':'p1'},'s':{'N':'99'}}}");
  }

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11, 12, 13})
  void pagesOfAnySizeGiveTheRowsOfAnIndexInOrder(int limit) {
    List<Item> rows = queries.items(OF_G1 + ",'Limit':" + limit);
    assertThat(rows).hasSize(ITEMS / 2).isEqualTo(queries.items(OF_G1));
    assertThat(rows).extracting(row -> text(row, "l")).isSorted().contains("l1", "l3");
    assertThat(queries.items(OF_G1 + ",'ScanIndexForward':false,'Limit':" + limit))
        .isEqualTo(rows.reversed());
  }

  @Test
  void aRowHoldsWhatItsIndexProjects() {
    assertThat(queries.items(OF_G1).getFirst().attributes())
        .containsOnlyKeys("g", "l", "p", "s", "x");
    assertThat(queries.items(OF_P1).getFirst().attributes()).containsOnlyKeys("l", "p", "s");
    assertThat(scans.items(TABLE + ",'IndexName':'whole'").getFirst().attributes())
        .containsOnlyKeys("g", "l", "p", "s", "x", "y");
  }

  @Test
  void aPageOfAnIndexEndsWithItsKeyAndTheTables() {
    Pages.Answer page = queries.page(OF_G1 + ",'Limit':3", Optional.empty());
    assertThat(page.lastKey().orElseThrow().attributes()).containsOnlyKeys("g", "l", "p", "s");
    Pages.Answer all = queries.page(OF_G1 + ",'Limit':12", Optional.empty());
    assertThat(queries.page(OF_G1, all.lastKey()).items()).isEmpty();
  }

  @Test
  void aSortKeyOfAnIndexCanBeNarrowed() {
    String narrow =
        BY_G
            + ",'KeyConditionExpression':'g = :g AND l > :l',"
            + "'ExpressionAttributeValues':{':g':{'S':'g1'},':l':{'S':'l1'}}";
    assertThat(queries.items(narrow)).hasSize(6).allMatch(row -> text(row, "l").equals("l3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void segmentsPartTheRowsOfAnIndex(int segments) {
    List<Item> found = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      found.addAll(
          scans.items(
              BY_G + ",'Limit':2,'Segment':%d,'TotalSegments':%d".formatted(segment, segments)));
    }
    assertThat(found).hasSize(ITEMS).containsExactlyInAnyOrderElementsOf(scans.items(BY_G));
  }

  @Test
  void whatALocalIndexDoesNotHoldIsFetchedFromTheTable() {
    List<Item> whole = queries.items(OF_P1 + ",'Select':'ALL_ATTRIBUTES'");
    assertThat(whole).hasSize(8).allMatch(item -> item.attributes().containsKey("y"));
    assertThat(whole).extracting(item -> text(item, "l")).isSorted();
    assertThat(queries.items(OF_P1 + ",'ProjectionExpression':'y'"))
        .extracting(Item::attributes)
        .allMatch(attributes -> attributes.keySet().equals(Set.of("y")));
    assertThat(
            caller.call(
                "Query",
                "{"
                    + OF_P1
                    + ",'ProjectionExpression':'y','Limit':2,'ReturnConsumedCapacity':'INDEXES'}"))
        .endsWith(
            "'ConsumedCapacity':{'TableName':'TTT','CapacityUnits':1.5,'Table':{'CapacityUnits':1.0},"
                + "'LocalSecondaryIndexes':{'by-l':{'CapacityUnits':0.5}}}}");
    assertThat(caller.call("Query", "{" + OF_P1 + ",'Limit':2,'ReturnConsumedCapacity':'INDEXES'}"))
        .contains("'CapacityUnits':0.5,'Table':{'CapacityUnits':0.0}");
  }

  @Test
  void aReadOfAGlobalIndexCostsTheIndexOnly() {
    assertThat(caller.call("Query", "{" + OF_G1 + ",'Limit':2,'ReturnConsumedCapacity':'INDEXES'}"))
        .endsWith(
            "'CapacityUnits':0.5,'Table':{'CapacityUnits':0.0},"
                + "'GlobalSecondaryIndexes':{'by-g':{'CapacityUnits':0.5}}}}");
  }

  @Test
  void aLocalIndexCanBeReadConsistently() {
    String consistent = OF_P1 + ",'ConsistentRead':true";
    assertThat(queries.items(consistent)).hasSize(8);
    region.leaders.fallBehind();
    assertThat(caller.failure("Query", "{" + consistent + "}").kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void rowsMoveAndGoWithTheirItems() {
    caller.call(
        "PutItem",
        "{" + TABLE + ",'Item':{'p':{'S':'p1'},'s':{'N':'1'},'g':{'S':'g0'},'l':{'S':'l9'}}}");
    caller.call("DeleteItem", "{" + TABLE + ",'Key':{'p':{'S':'p0'},'s':{'N':'3'}}}");
    assertThat(queries.items(OF_G1)).hasSize(ITEMS / 2 - 2);
    assertThat(scans.items(BY_G)).hasSize(ITEMS - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'ConsistentRead':true | Consistent reads are not supported on global secondary indexes
          'Select':'ALL_ATTRIBUTES' | One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index by-g because its projection type is not ALL
          'ProjectionExpression':'y' | One or more parameter values were invalid: Global secondary index by-g does not project [y]
          'FilterExpression':'y = :g' | One or more parameter values were invalid: Secondary index by-g does not project one or more filter attributes: [y]
          'FilterExpression':'l = :g' | Filter Expression can only contain non-primary key attributes: Primary key attribute: l
          'ExclusiveStartKey':{'g':{'S':'g1'},'l':{'S':'l1'}} | The provided starting key is invalid
          'ExclusiveStartKey':{'g':{'S':'g1'},'l':{'N':'1'},'p':{'S':'p'},'s':{'N':'1'}} | The provided key element does not match the schema
          'ExclusiveStartKey':{'g':{'S':'g1'},'l':{'S':'l1'},'p':{'S':'p'},'s':{'S':'1'}} | The provided starting key is invalid: The provided key element does not match the schema
          'ExclusiveStartKey':{'g':{'S':'g0'},'l':{'S':'l1'},'p':{'S':'p'},'s':{'N':'1'}} | The provided starting key is outside query boundaries based on provided conditions
          """)
  void aWrongQueryOfAnIndexIsRefusedInDynamosWords(String members, String message) {
    assertThat(caller.message("Query", "{" + OF_G1 + "," + members + "}")).isEqualTo(message);
  }

  @Test
  void aTablesKeyMayBeFilteredInAnIndexOfOtherKeys() {
    String filtered =
        BY_G
            + ",'KeyConditionExpression':'g = :g','FilterExpression':'p = :p',"
            + "'ExpressionAttributeValues':{':g':{'S':'g1'},':p':{'S':'p1'}}";
    assertThat(queries.items(filtered)).hasSize(4);
  }

  @Test
  void anIndexMayHaveSeveralAttributesInEachKey() {
    caller.call(
        "CreateTable",
        """
        {'TableName':'games','BillingMode':'PAY_PER_REQUEST',
         'AttributeDefinitions':[
           {'AttributeName':'id','AttributeType':'S'},{'AttributeName':'league','AttributeType':'S'},
           {'AttributeName':'year','AttributeType':'N'},{'AttributeName':'round','AttributeType':'N'},
           {'AttributeName':'game','AttributeType':'S'}],
         'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
         'GlobalSecondaryIndexes':[{'IndexName':'season',
           'KeySchema':[
             {'AttributeName':'league','KeyType':'HASH'},{'AttributeName':'year','KeyType':'HASH'},
             {'AttributeName':'round','KeyType':'RANGE'},{'AttributeName':'game','KeyType':'RANGE'}],
           'Projection':{'ProjectionType':'ALL'}}]}
        """);
    for (int number = 0; number < 24; number++) {
      caller.call(
          "PutItem",
          "{'TableName':'games','Item':{'id':{'S':'i%d'},'league':{'S':'l%d'},"
                  .formatted(number, number % 2)
              + "'year':{'N':'%d'},'round':{'N':'%d'},'game':{'S':'g%d'}}}"
                  .formatted(2020 + number % 3, number % 4, number));
    }
    String season = "'TableName':'games','IndexName':'season','Limit':1,";
    String values =
        "'ExpressionAttributeNames':{'#y':'year'%s},'ExpressionAttributeValues':{':l':{'S':'l1'},':y':{'N':'2021'}%s}";
    String both = "'KeyConditionExpression':'league = :l AND #y = :y%s',";
    assertThat(queries.items(season + both.formatted("") + values.formatted("", "")))
        .extracting(item -> text(item, "id"))
        .containsExactly("i1", "i13", "i19", "i7");
    assertThat(
            queries.items(
                season
                    + both.formatted(" AND #r = :r AND game > :g")
                    + values.formatted(",'#r':'round'", ",':r':{'N':'3'},':g':{'S':'g19'}")))
        .extracting(item -> text(item, "id"))
        .containsExactly("i7");
    assertThat(
            caller.message(
                "Query",
                "{"
                    + season
                    + "'KeyConditionExpression':'league = :l','ExpressionAttributeValues':{':l':{'S':'l1'}}}"))
        .isEqualTo("Query condition missed key schema element: year");
  }

  @Test
  void anIndexThatIsStillFilledIsNotRead() {
    IndexShape shape =
        new IndexShape(
            IndexShape.Kind.GLOBAL,
            List.of(new KeyAttribute("y", KeyAttribute.Type.N)),
            List.of(),
            new IndexProjection.All(),
            new Capacity.OnDemand());
    region.tables.change(
        "TTT", TableChange.Update.of(List.of(new IndexUpdate.Create("late", shape))));
    assertThat(caller.message("Scan", "{" + TABLE + ",'IndexName':'late'}"))
        .isEqualTo("Cannot read from backfilling global secondary index: late");
  }

  private static String text(Item item, String attribute) {
    return ((StringValue) item.attributes().get(attribute)).value();
  }
}
