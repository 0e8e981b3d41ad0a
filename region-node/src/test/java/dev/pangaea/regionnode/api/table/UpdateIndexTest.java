package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateIndexTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String KEYS = "'KeySchema':[{'AttributeName':'c','KeyType':'HASH'}]";
  private static final String CREATE =
      "{'Create':{'IndexName':'ggg'," + KEYS + ",'Projection':{'ProjectionType':'ALL'}}}";
  private static final String DEFINITIONS =
      "'AttributeDefinitions':[{'AttributeName':'c','AttributeType':'S'}],";
  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void anIndexIsAddedAndIsBeingMade() {
    assertThat(caller.call("UpdateTable", update(DEFINITIONS, CREATE)))
        .contains(
            "'GlobalSecondaryIndexes':[{'IndexName':'ggg',"
                + KEYS
                + ",'Projection':{'ProjectionType':'ALL'},'IndexStatus':'CREATING',"
                + "'Backfilling':false,");
  }

  @Test
  void whileAnIndexIsBeingMadeNoOtherIs() {
    caller.call("UpdateTable", update(DEFINITIONS, CREATE));
    assertThat(caller.failure("UpdateTable", update(DEFINITIONS, CREATE.replace("'ggg'", "'hhh'"))))
        .hasToString(
            "Failure[kind=LIMIT_EXCEEDED, message=Optional[Subscriber limit exceeded: Only 1 online"
                + " index can be created or deleted simultaneously per table], throttling=[]]");
    assertThat(caller.failure("UpdateTable", update(DEFINITIONS, CREATE)))
        .hasToString(
            "Failure[kind=RESOURCE_IN_USE, message=Optional[Attempt to change a resource which is"
                + " still in use: Index is being created. Table: Tab Index: ggg], throttling=[]]");
    assertThat(caller.message("UpdateTable", update("", "{'Delete':{'IndexName':'ggg'}}")))
        .contains("Index creation is in resource allocation phase.");
  }

  @Test
  void anIndexThatIsNotThereIsNotFound() {
    assertThat(caller.failure("UpdateTable", update("", "{'Delete':{'IndexName':'ggg'}}")).kind())
        .isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
            + " GlobalSecondaryIndexUpdate.Delete must not be null",
        "{'Delete':{'IndexName':'ggg'}},{'Delete':{'IndexName':'ggg'}}|Only one global secondary"
            + " index update per index is allowed simultaneously. Index: ggg",
        "{'Update':{'IndexName':'hhh','ProvisionedThroughput':{'ReadCapacityUnits':1,"
            + "'WriteCapacityUnits':1}},'Delete':{'IndexName':'ggg'}}|Only one global secondary index"
            + " action is allowed per GlobalSecondaryIndexUpdate object"
      })
  void updatesThatMakeNoSenseAreRefused(String updates, String fault) {
    assertThat(caller.message("UpdateTable", update("", updates))).isEqualTo(INVALID + fault);
  }

  @Test
  void theAttributesOfANewIndexAreDefined() {
    assertThat(caller.message("UpdateTable", update("", CREATE)))
        .isEqualTo(INVALID + "AttributeDefinitions is not specified for index: ggg");
    assertThat(caller.message("UpdateTable", update(DEFINITIONS.replace("'c'", "'d'"), CREATE)))
        .isEqualTo(
            INVALID
                + "Some index key attributes are not defined in AttributeDefinitions. Keys: [c],"
                + " AttributeDefinitions: [d]");
    assertThat(
            caller.message(
                "UpdateTable",
                update(
                    DEFINITIONS.replace("'c','AttributeType':'S'", "'p','AttributeType':'N'"),
                    CREATE.replace("'c'", "'p'"))))
        .startsWith(INVALID + "Attributes cannot be redefined.");
  }

  @Test
  void anIndexIsMadeAlone() {
    assertThat(
            caller.message(
                "UpdateTable",
                update(
                    DEFINITIONS
                        + "'BillingMode':'PROVISIONED','ProvisionedThroughput':"
                        + "{'ReadCapacityUnits':1,'WriteCapacityUnits':1},",
                    CREATE)))
        .isEqualTo(INVALID + "You cannot create or delete index while updating table IOPS");
  }

  @Test
  void anIndexHasItsCapacityAsItsTableHas() {
    String provisioned =
        CREATE.replace(
            "'ALL'}",
            "'ALL'},'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
    assertThat(caller.message("UpdateTable", update(DEFINITIONS, provisioned)))
        .isEqualTo(
            INVALID
                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ggg"
                + " when BillingMode is PAY_PER_REQUEST");
    assertThat(
            caller.message(
                "UpdateTable",
                update(
                    "",
                    "{'Update':{'IndexName':'ggg','ProvisionedThroughput':{'ReadCapacityUnits':0}}}")))
        .startsWith(
            "2 validation errors detected: Value null at"
                + " 'globalSecondaryIndexUpdates.1.member.update.provisionedThroughput.writeCapacityUnits'");
  }

  private static String update(String members, String updates) {
    return "{'TableName':'Tab'," + members + "'GlobalSecondaryIndexUpdates':[" + updates + "]}";
  }
}
