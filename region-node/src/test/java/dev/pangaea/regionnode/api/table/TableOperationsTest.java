package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.table.TableOutcome;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableOperationsTest {
  private static final String KEY =
      "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],"
          + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}]";
  private final FakeRegion region = new FakeRegion();
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void aTableIsDescribedAsItWasMade() {
    caller.call(
        "CreateTable",
        "{'TableName':'Tab',"
            + KEY
            + ",'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':6},"
            + "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'},"
            + "'DeletionProtectionEnabled':true,'TableClass':'STANDARD',"
            + "'Tags':[{'Key':'k','Value':'v'}]}");
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .isEqualTo(
            "{'Table':{'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],"
                + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],'TableName':'Tab',"
                + "'TableStatus':'ACTIVE','CreationDateTime':1.700000000123E9,"
                + "'ProvisionedThroughput':{'NumberOfDecreasesToday':0,'ReadCapacityUnits':5,"
                + "'WriteCapacityUnits':6},'TableSizeBytes':0,'ItemCount':0,"
                + "'TableArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab',"
                + "'TableId':'00000000-0000-4000-8000-000000000001',"
                + "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'},"
                + "'LatestStreamLabel':'2023-11-14T22:13:20.123',"
                + "'LatestStreamArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab/stream/"
                + "2023-11-14T22:13:20.123','TableClassSummary':{'TableClass':'STANDARD'},"
                + "'WarmThroughput':{'ReadUnitsPerSecond':5,'WriteUnitsPerSecond':6,"
                + "'Status':'ACTIVE'},"
                + "'DeletionProtectionEnabled':true}}");
    assertThat(
            caller.call(
                "ListTagsOfResource",
                "{'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab'}"))
        .isEqualTo("{'Tags':[{'Key':'k','Value':'v'}]}");
    assertThat(caller.call("DescribeTimeToLive", "{'TableName':'Tab'}"))
        .isEqualTo("{'TimeToLiveDescription':{'TimeToLiveStatus':'DISABLED'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'AttributeName':'p','KeyType':'RANGE'}]|Invalid KeySchema: The first KeySchemaElement is"
            + " not a HASH key type",
        "[{'AttributeName':'q','KeyType':'HASH'}]|One or more parameter values were invalid: Some"
            + " index key attributes are not defined in AttributeDefinitions. Keys: [q],"
            + " AttributeDefinitions: [p]",
        "[{'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'p','KeyType':'RANGE'}]|Invalid"
            + " KeySchema: Some index key attribute have no definition",
        "[]|1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 1",
        "[{'AttributeName':'p','KeyType':'X'}]|1 validation error detected: Value 'X' at"
            + " 'keySchema.1.member.keyType' failed to satisfy constraint: Member must satisfy enum"
            + " value set: [HASH, RANGE]"
      })
  void aBadKeySchemaIsRefused(String schema, String message) {
    String json =
        "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST',"
            + "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],'KeySchema':"
            + schema
            + "}";
    assertThat(caller.message("CreateTable", json.replace("\"", "'"))).isEqualTo(message);
  }

  @Test
  void aKeyHasTwoAttributesAtMost() {
    String element = "{'AttributeName':'p','KeyType':'HASH'}";
    assertThat(
            caller.message(
                "CreateTable",
                "{'TableName':'Tab','AttributeDefinitions':[],'KeySchema':[%s,%s,%s]}"
                    .formatted(element, element, element)))
        .isEqualTo(
            "1 validation error detected: Value '[KeySchemaElement(attributeName=p, keyType=HASH),"
                + " KeySchemaElement(attributeName=p, keyType=HASH),"
                + " KeySchemaElement(attributeName=p, keyType=HASH)]' at 'keySchema' failed to"
                + " satisfy constraint: Member must have length less than or equal to 2");
  }

  @Test
  void aNewTablesNameHasThreeCharactersAtLeast() {
    assertThat(caller.message("CreateTable", "{'TableName':'ab'," + KEY + "}"))
        .isEqualTo(
            "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 3");
    assertThat(caller.message("CreateTable", "{'TableName':'a b'," + KEY + "}"))
        .contains("Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  }

  @Test
  void capacityIsEitherProvisionedOrOnDemand() {
    assertThat(caller.message("CreateTable", "{'TableName':'Tab'," + KEY + "}"))
        .isEqualTo(
            "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits"
                + " must both be specified when BillingMode is PROVISIONED");
    assertThat(
            caller.message(
                "CreateTable",
                "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST','ProvisionedThroughput':"
                    + "{'ReadCapacityUnits':1,'WriteCapacityUnits':1},"
                    + KEY
                    + "}"))
        .contains("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified");
  }

  @Test
  void namesComeInPages() {
    IntStream.range(0, 120).forEach(i -> region.table("table-%03d".formatted(i)));
    assertThat(caller.call("ListTables", "{}"))
        .endsWith("'table-099'],'LastEvaluatedTableName':'table-099'}");
    assertThat(caller.call("ListTables", "{'ExclusiveStartTableName':'table-099'}"))
        .startsWith("{'TableNames':['table-100',")
        .endsWith("'table-119']}");
    assertThat(caller.call("ListTables", "{'Limit':1,'ExclusiveStartTableName':'table-0000'}"))
        .isEqualTo("{'TableNames':['table-001'],'LastEvaluatedTableName':'table-001'}");
    assertThat(caller.message("ListTables", "{'Limit':0}"))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member"
                + " must have value greater than or equal to 1");
    assertThat(caller.message("ListTables", "{'Limit':101}"))
        .contains("Member must have value less than or equal to 100");
  }

  @Test
  void aDeletedTableIsGone() {
    region.table("Tab");
    assertThat(caller.call("DeleteTable", "{'TableName':'Tab'}"))
        .startsWith("{'TableDescription':{");
    assertThat(caller.failure("DeleteTable", "{'TableName':'Tab'}"))
        .hasToString(
            "Failure[kind=RESOURCE_NOT_FOUND, message=Optional[Requested resource not found: Table:"
                + " Tab not found], throttling=[]]");
  }

  @Test
  void whatTheCatalogSaysIsTold() {
    region.table("Tab");
    region.tables.nextAnswer(new TableOutcome.InUse("Table is being deleted"));
    assertThat(caller.failure("DeleteTable", "{'TableName':'Tab'}").kind())
        .isEqualTo(ErrorKind.RESOURCE_IN_USE);
    region.tables.nextAnswer(new TableOutcome.Refused("no"));
    assertThat(caller.message("DeleteTable", "{'TableName':'Tab'}")).isEqualTo("no");
    region.tables.nextAnswer(new TableOutcome.Unavailable());
    assertThat(caller.failure("DeleteTable", "{'TableName':'Tab'}").kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void noTableIsSaidToBeMissingBeforeTheCatalogIsKnown() {
    region.tables.known(false);
    for (String request :
        new String[] {
          "DescribeTable:{'TableName':'Tab'}",
          "ListTables:{}",
          "DescribeTimeToLive:{'TableName':'Tab'}",
          "ListTagsOfResource:{'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab'}",
          "GetItem:{'TableName':'Tab','Key':{'p':{'S':'x'}}}",
          "PutItem:{'TableName':'Tab','Item':{'p':{'S':'x'}}}",
          "DeleteItem:{'TableName':'Tab','Key':{'p':{'S':'x'}}}",
          "BatchGetItem:{'RequestItems':{'Tab':{'Keys':[{'p':{'S':'x'}}]}}}",
        }) {
      String[] parts = request.split(":", 2);
      assertThat(caller.failure(parts[0], parts[1]).kind())
          .as(request)
          .isEqualTo(ErrorKind.UNAVAILABLE);
    }
    region.tables.known(true);
    assertThat(caller.failure("DescribeTable", "{'TableName':'Tab'}").kind())
        .isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
  }

  @Test
  void noTableIsSaidToBeMissingWhenTheCatalogGetsKnownWhileItIsLookedFor() {
    for (String request :
        new String[] {
          "DescribeTable:{'TableName':'Tab'}", "PutItem:{'TableName':'Tab','Item':{'p':{'S':'x'}}}",
        }) {
      region.tables.knownAfterALook();
      String[] parts = request.split(":", 2);
      assertThat(caller.failure(parts[0], parts[1]).kind())
          .as(request)
          .isEqualTo(ErrorKind.UNAVAILABLE);
      assertThat(region.tables.known()).isTrue();
    }
  }

  @Test
  void globalTablesOfTheFirstVersionAreNone() {
    String named = "{'GlobalTableName':'Tab'}";
    for (String operation : new String[] {"CreateGlobalTable", "UpdateGlobalTable"}) {
      assertThat(caller.message(operation, named))
          .startsWith(
              "One or more parameter values were invalid: DynamoDB global tables version"
                  + " 2017.11.29 is not supported.");
    }
    assertThat(caller.failure("DescribeGlobalTable", named))
        .isEqualTo(
            Failure.of(
                ErrorKind.GLOBAL_TABLE_NOT_FOUND,
                "Global table not found: Global table with name: 'Tab' does not exist."));
    for (String operation :
        new String[] {"DescribeGlobalTableSettings", "UpdateGlobalTableSettings"}) {
      assertThat(caller.message(operation, named))
          .isEqualTo("Global table with name: 'Tab' does not exist.");
    }
    assertThat(caller.call("ListGlobalTables", "{}")).isEqualTo("{'GlobalTables':[]}");
  }

  @Test
  void limitsAndEndpointsAreAnswered() {
    assertThat(caller.call("DescribeLimits", "{}")).contains("'TableMaxReadCapacityUnits':40000");
    assertThat(caller.call("DescribeEndpoints", "{}"))
        .isEqualTo("{'Endpoints':[{'Address':'localhost:8001','CachePeriodInMinutes':1440}]}");
  }
}
