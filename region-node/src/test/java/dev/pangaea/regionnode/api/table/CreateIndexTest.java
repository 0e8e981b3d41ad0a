package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateIndexTest {
  private static final String ALL = "'Projection':{'ProjectionType':'ALL'}";
  private static final String INVALID = "One or more parameter values were invalid: ";
  private final FakeRegion region = new FakeRegion();
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void aTableIsDescribedWithTheIndexesThatItWasMadeWith() {
    caller.call(
        "CreateTable",
        table(
            "'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':2},"
                + "'LocalSecondaryIndexes':[{'IndexName':'lll',"
                + keys("a", "c")
                + ",'Projection':{'ProjectionType':'KEYS_ONLY'}}],"
                + "'GlobalSecondaryIndexes':[{'IndexName':'ggg',"
                + keys("c")
                + ",'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['z','y']},"
                + "'ProvisionedThroughput':{'ReadCapacityUnits':3,'WriteCapacityUnits':4}}]",
            "a",
            "b",
            "c"));
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains(
            "'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'},"
                + "{'AttributeName':'b','AttributeType':'S'},"
                + "{'AttributeName':'c','AttributeType':'S'}]")
        .contains(
            "'LocalSecondaryIndexes':[{'IndexName':'lll',"
                + keys("a", "c")
                + ",'Projection':{'ProjectionType':'KEYS_ONLY'},"
                + "'IndexSizeBytes':0,'ItemCount':0,"
                + "'IndexArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab/index/lll'}]")
        .contains(
            "'GlobalSecondaryIndexes':[{'IndexName':'ggg',"
                + keys("c")
                + ",'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['y','z']},"
                + "'IndexStatus':'ACTIVE','ProvisionedThroughput':{'NumberOfDecreasesToday':0,"
                + "'ReadCapacityUnits':3,'WriteCapacityUnits':4},"
                + "'WarmThroughput':{'ReadUnitsPerSecond':3,'WriteUnitsPerSecond':4,"
                + "'Status':'ACTIVE'},"
                + "'IndexSizeBytes':0,'ItemCount':0,"
                + "'IndexArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab/index/ggg'}]");
  }

  @Test
  void aGlobalIndexMayHaveManyKeyAttributes() {
    String many =
        "'KeySchema':[{'AttributeName':'b','KeyType':'HASH'},{'AttributeName':'c','KeyType':'HASH'},"
            + "{'AttributeName':'a','KeyType':'RANGE'},{'AttributeName':'d','KeyType':'RANGE'}]";
    assertThat(
            caller.call(
                "CreateTable", onDemand(globals("{'IndexName':'ggg'," + many + "," + ALL + "}"))))
        .contains(many);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|List of GlobalSecondaryIndexes is empty",
        "[{'IndexName':'ggg',KEYS(e),ALL}]|Some index key attributes are not defined in"
            + " AttributeDefinitions. Keys: [e], AttributeDefinitions: [a, b, c, d]",
        "[{'IndexName':'ggg',KEYS(c),ALL}]|Some AttributeDefinitions are not used."
            + " AttributeDefinitions: [a, b, c, d], keys used: [a, b, c]",
        "[{'IndexName':'ggg',KEYS(c,d),ALL},{'IndexName':'ggg',KEYS(c),ALL}]|Duplicate index name:"
            + " ggg",
        "[{'IndexName':'ggg',KEYS(c,d),'Projection':{}}]|Unknown ProjectionType: null",
        "[{'IndexName':'ggg',KEYS(c,d),'Projection':{'ProjectionType':'INCLUDE'}}]|ProjectionType is"
            + " INCLUDE, but NonKeyAttributes is not specified",
        "[{'IndexName':'ggg',KEYS(c,d),'Projection':{'ProjectionType':'ALL',"
            + "'NonKeyAttributes':['z']}}]|ProjectionType is ALL, but NonKeyAttributes is specified",
        "[{'IndexName':'ggg',KEYS(c,d),'Projection':{'ProjectionType':'INCLUDE',"
            + "'NonKeyAttributes':['z','z']}}]|Duplicate element in NonKeyAttributes: z",
        "[{'IndexName':'ggg',KEYS(c,d),ALL,'ProvisionedThroughput':{'ReadCapacityUnits':1,"
            + "'WriteCapacityUnits':1}}]|ProvisionedThroughput should not be specified for index: ggg"
            + " when BillingMode is PAY_PER_REQUEST"
      })
  void aGlobalIndexThatCannotBeIsRefused(String indexes, String fault) {
    assertThat(
            caller.message(
                "CreateTable", onDemand("'GlobalSecondaryIndexes':" + expanded(indexes))))
        .isEqualTo(INVALID + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'AttributeName':'c','KeyType':'RANGE'}|Invalid KeySchema: The first KeySchemaElement is"
            + " not a HASH key type",
        "{'AttributeName':'c','KeyType':'HASH'},{'AttributeName':'c','KeyType':'RANGE'}|Both the"
            + " Hash Key and the Range Key element in the KeySchema have the same name",
        "{'AttributeName':'c','KeyType':'HASH'},{'AttributeName':'d','KeyType':'RANGE'},"
            + "{'AttributeName':'b','KeyType':'HASH'}|One or more parameter values were invalid: All"
            + " HASH key attributes must precede RANGE key attributes in the KeySchema"
      })
  void theKeyOfAGlobalIndexIsChecked(String elements, String message) {
    assertThat(
            caller.message(
                "CreateTable",
                onDemand(
                    globals("{'IndexName':'ggg','KeySchema':[" + elements + "]," + ALL + "}"))))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|List of LocalSecondaryIndexes is empty",
        "[{'IndexName':'lll',KEYS(a),ALL}]|Index KeySchema does not have a range key for index: lll",
        "[{'IndexName':'lll',KEYS(c,d),ALL}]|Index KeySchema does not have the same leading hash"
            + " key as table KeySchema for index: lll. index hash key: c, table hash key: a"
      })
  void aLocalIndexThatCannotBeIsRefused(String indexes, String fault) {
    assertThat(
            caller.message("CreateTable", onDemand("'LocalSecondaryIndexes':" + expanded(indexes))))
        .isEqualTo(INVALID + fault);
  }

  @Test
  void aTableWithoutASortKeyHasNoLocalIndex() {
    assertThat(
            caller.message(
                "CreateTable",
                onDemand(
                        "'LocalSecondaryIndexes':[{'IndexName':'lll',"
                            + keys("a", "c")
                            + ","
                            + ALL
                            + "}]")
                    .replace(",{'AttributeName':'b','KeyType':'RANGE'}", "")))
        .isEqualTo(
            INVALID
                + "Table KeySchema does not have a range key, which is required when specifying a"
                + " LocalSecondaryIndex");
  }

  @Test
  void thereAreOnlySoManyIndexes() {
    assertThat(
            caller.message(
                "CreateTable",
                onDemand(
                    globals(
                        copies(21, "{'IndexName':'i_%d'," + keys("c", "d") + "," + ALL + "}")))))
        .isEqualTo(INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20");
    assertThat(
            caller.message(
                "CreateTable",
                onDemand(
                    "'LocalSecondaryIndexes':["
                        + copies(6, "{'IndexName':'i_%d'," + keys("a", "c") + "," + ALL + "}")
                        + "]")))
        .isEqualTo(INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  }

  @Test
  void onlySoManyAttributesAreIncluded() {
    String names =
        IntStream.range(0, 20).mapToObj(i -> "'n" + i + "'").collect(Collectors.joining(","));
    String index =
        "{'IndexName':'i_%d',"
            + keys("c", "d")
            + ",'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':["
            + names
            + "]}}";
    assertThat(caller.message("CreateTable", onDemand(globals(copies(6, index)))))
        .startsWith(INVALID)
        .endsWith("exceeds per-table limit of 100");
    assertThat(
            caller.message(
                "CreateTable", onDemand(globals(copies(1, index.replace("'n0'", "'n0','more'"))))))
        .contains("globalSecondaryIndexes.1.member.projection.nonKeyAttributes")
        .endsWith("Member must have length less than or equal to 20");
  }

  @Test
  void anIndexOfAProvisionedTableHasACapacity() {
    assertThat(
            caller.message(
                "CreateTable",
                table(
                    "'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':2},"
                        + globals("{'IndexName':'ggg'," + keys("c") + "," + ALL + "}"),
                    "a",
                    "b",
                    "c")))
        .isEqualTo(INVALID + "ProvisionedThroughput is not specified for index: ggg");
  }

  @Test
  void whatAnIndexLacksIsTold() {
    assertThat(caller.message("CreateTable", onDemand(globals("{}"))))
        .isEqualTo(
            "3 validation errors detected: Value null at 'globalSecondaryIndexes.1.member.keySchema'"
                + " failed to satisfy constraint: Member must not be null; Value null at"
                + " 'globalSecondaryIndexes.1.member.projection' failed to satisfy constraint:"
                + " Member must not be null; Value null at"
                + " 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member"
                + " must not be null");
    assertThat(
            caller.message(
                "CreateTable",
                onDemand(globals("{'IndexName':'i;'," + keys("c") + "," + ALL + "}"))))
        .isEqualTo(
            "2 validation errors detected: Value 'i;' at 'globalSecondaryIndexes.1.member.indexName'"
                + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
                + " [a-zA-Z0-9_.-]+; Value 'i;' at 'globalSecondaryIndexes.1.member.indexName'"
                + " failed to satisfy constraint: Member must have length greater than or equal to"
                + " 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'N':'1'}|One or more parameter values were invalid: Type mismatch for Index Key c"
            + " Expected: S Actual: N IndexName: ggg",
        "{'NULL':true}|One or more parameter values were invalid: Type mismatch for Index Key c"
            + " Expected: S Actual: NULL IndexName: ggg",
        "{'S':''}|One or more parameter values are not valid. A value specified for a secondary"
            + " index key is not supported. The AttributeValue for a key attribute cannot contain an"
            + " empty string value. IndexName: ggg, IndexKey: c"
      })
  void anItemThatNoIndexCouldFindIsRefused(String value, String message) {
    caller.call(
        "CreateTable", onDemand(globals("{'IndexName':'ggg'," + keys("c", "d") + "," + ALL + "}")));
    String item = "{'a':{'S':'1'},'b':{'S':'1'},'c':" + value + "}";
    assertThat(caller.message("PutItem", "{'TableName':'Tab','Item':" + item + "}"))
        .isEqualTo(message);
    assertThat(
            caller.message(
                "BatchWriteItem",
                "{'RequestItems':{'Tab':[{'PutRequest':{'Item':" + item + "}}]}}"))
        .isEqualTo(message);
  }

  @Test
  void anItemWithoutAnIndexesKeyIsWritten() {
    caller.call(
        "CreateTable", onDemand(globals("{'IndexName':'ggg'," + keys("c", "d") + "," + ALL + "}")));
    assertThat(caller.call("PutItem", "{'TableName':'Tab','Item':{'a':{'S':'1'},'b':{'S':'1'}}}"))
        .isEqualTo("{}");
  }

  private static String onDemand(String members) {
    return table("'BillingMode':'PAY_PER_REQUEST'," + members, "a", "b", "c", "d");
  }

  private static String table(String members, String... defined) {
    String definitions =
        IntStream.range(0, defined.length)
            .mapToObj(
                index -> "{'AttributeName':'%s','AttributeType':'S'}".formatted(defined[index]))
            .collect(Collectors.joining(","));
    return "{'TableName':'Tab','AttributeDefinitions':["
        + definitions
        + "],"
        + keys("a", "b")
        + ","
        + members
        + "}";
  }

  private static String globals(String indexes) {
    return "'GlobalSecondaryIndexes':[" + indexes + "]";
  }

  private static String copies(int count, String index) {
    return IntStream.range(0, count).mapToObj(index::formatted).collect(Collectors.joining(","));
  }

  private static String expanded(String indexes) {
    return indexes
        .replace("KEYS(a)", keys("a"))
        .replace("KEYS(c)", keys("c"))
        .replace("KEYS(e)", keys("e"))
        .replace("KEYS(c,d)", keys("c", "d"))
        .replace("ALL}", ALL + "}")
        .replace("ALL,'P", ALL + ",'P");
  }

  private static String keys(String... names) {
    return "'KeySchema':["
        + IntStream.range(0, names.length)
            .mapToObj(
                index ->
                    "{'AttributeName':'%s','KeyType':'%s'}"
                        .formatted(names[index], index == 0 ? "HASH" : "RANGE"))
            .collect(Collectors.joining(","))
        + "]";
  }
}
