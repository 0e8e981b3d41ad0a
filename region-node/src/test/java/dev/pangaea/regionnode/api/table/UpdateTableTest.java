package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a table are changed. */
class UpdateTableTest {
  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void deletionProtectionIsSwitchedAndHoldsTheTable() {
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab','DeletionProtectionEnabled':true}"))
        .contains("'DeletionProtectionEnabled':true");
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab','DeletionProtectionEnabled':true}"))
        .contains("'DeletionProtectionEnabled':true");
  }

  @Test
  void capacityIsRaisedAndLowered() {
    caller.call("UpdateTable", "{'TableName':'Tab'," + provisioned(5, 6) + "}");
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains("'BillingModeSummary':{'BillingMode':'PROVISIONED',")
        .contains(
            "'ProvisionedThroughput':{'NumberOfDecreasesToday':0,'ReadCapacityUnits':5,"
                + "'WriteCapacityUnits':6}");
    caller.call("UpdateTable", "{'TableName':'Tab'," + units(2, 9) + "}");
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains(
            "'ProvisionedThroughput':{'LastIncreaseDateTime':1.700000001123E9,"
                + "'LastDecreaseDateTime':1.700000001123E9,'NumberOfDecreasesToday':1,"
                + "'ReadCapacityUnits':2,'WriteCapacityUnits':9}");
    caller.call("UpdateTable", "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST'}");
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains("'BillingMode':'PAY_PER_REQUEST'")
        .contains("'ReadCapacityUnits':0,'WriteCapacityUnits':0");
  }

  @Test
  void aCapacityThatDoesNotFitTheBillingModeIsRefused() {
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'," + units(5, 6) + "}"))
        .isEqualTo(
            "One or more parameter values were invalid: Neither ReadCapacityUnits nor"
                + " WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab','BillingMode':'PROVISIONED'}"))
        .isEqualTo(
            "One or more parameter values were invalid: ProvisionedThroughput must be specified"
                + " when BillingMode is PROVISIONED");
    assertThat(
            caller.message(
                "UpdateTable",
                "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST'," + units(5, 6) + "}"))
        .contains("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'," + units(0, 6) + "}"))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits'"
                + " failed to satisfy constraint: Member must have value greater than or equal to"
                + " 1");
  }

  @Test
  void aCapacityThatIsThereAlreadyIsRefused() {
    caller.call("UpdateTable", "{'TableName':'Tab'," + provisioned(5, 6) + "}");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'," + units(5, 6) + "}"))
        .isEqualTo(
            "The provisioned throughput for the table will not change. The requested value equals"
                + " the current value. Current ReadCapacityUnits provisioned for the table: 5."
                + " Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the"
                + " table: 6. Requested WriteCapacityUnits: 6. Refer to the Amazon DynamoDB"
                + " Developer Guide for current limits and how to request higher limits.");
  }

  @Test
  void aStreamIsSwitchedOnAndOff() {
    String on = "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}";
    String off = "'StreamSpecification':{'StreamEnabled':false}";
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'," + off + "}"))
        .isEqualTo("Table has no stream to disable: TableName: Tab");
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab'," + on + "}"))
        .contains(on)
        .contains("'LatestStreamLabel':'2023-11-14T22:13:21.123'");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'," + on + "}"))
        .isEqualTo("Table already has an enabled stream: TableName: Tab");
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab'," + off + "}"))
        .doesNotContain("StreamSpecification")
        .contains("'LatestStreamLabel':'2023-11-14T22:13:21.123'");
  }

  @Test
  void theTableClassIsChanged() {
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab','TableClass':'STANDARD'}"))
        .doesNotContain("TableClassSummary");
    assertThat(
            caller.call(
                "UpdateTable", "{'TableName':'Tab','TableClass':'STANDARD_INFREQUENT_ACCESS'}"))
        .contains(
            "'TableClassSummary':{'TableClass':'STANDARD_INFREQUENT_ACCESS',"
                + "'LastUpdateDateTime':1.700000001123E9}");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab','TableClass':'X'}"))
        .contains("Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'TableClass':'STANDARD','DeletionProtectionEnabled':true|TableClass modification must be"
            + " the only operation in the request",
        "'SSESpecification':{'Enabled':true},'TableClass':'STANDARD'|Server-Side Encryption"
            + " modification must be the only operation in the request",
        "'WarmThroughput':{'ReadUnitsPerSecond':1},'DeletionProtectionEnabled':true|"
            + "DeletionProtection modification must be the only operation in the request",
        "'WarmThroughput':{'ReadUnitsPerSecond':13000},'BillingMode':'PAY_PER_REQUEST'|"
            + "WarmThroughput must be the only operation in the request",
        "'WarmThroughput':{'ReadUnitsPerSecond':13000},'OnDemandThroughput':{"
            + "'MaxReadRequestUnits':1}|OnDemandThroughput can only be combined with BillingMode in"
            + " an UpdateTable request",
        "'BillingMode':'PAY_PER_REQUEST','DeletionProtectionEnabled':true|DeletionProtection"
            + " modification must be the only operation in the request",
        "'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':1,"
            + "'WriteCapacityUnits':1},'StreamSpecification':{'StreamEnabled':true,"
            + "'StreamViewType':'NEW_IMAGE'}|You cannot modify stream status while updating table"
            + " IOPS"
      })
  void oneRequestChangesOneThing(String parameters, String message) {
    assertThat(
            caller.message(
                "UpdateTable", "{'TableName':'Tab'," + parameters.replace('"', '\'') + "}"))
        .isEqualTo("One or more parameter values were invalid: " + message);
  }

  @Test
  void aStreamMayComeWithABillingModeOnDemand() {
    assertThat(
            caller.call(
                "UpdateTable",
                "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST','StreamSpecification':"
                    + "{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}}"))
        .contains("'StreamViewType':'KEYS_ONLY'");
  }

  @Test
  void aTableIsNamedByItsArnAsWell() {
    assertThat(
            caller.call(
                "UpdateTable",
                "{'TableName':'arn:aws:dynamodb:us-east-1:000000000000:table/Tab',"
                    + "'DeletionProtectionEnabled':true}"))
        .contains("'TableName':'Tab'");
  }

  @Test
  void aRequestForNothingIsRefused() {
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'}"))
        .startsWith("At least one of ProvisionedThroughput, BillingMode, ")
        .endsWith("or TableClass is required");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab','OnDemandThroughput':{}}"))
        .startsWith("At least one of ProvisionedThroughput, BillingMode, ");
  }

  @Test
  void nothingIsSaidToBeEncryptedThatIsNot() {
    String key =
        "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],"
            + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST'";
    assertThat(
            caller.call(
                "CreateTable",
                "{'TableName':'Plain','SSESpecification':{'Enabled':false}," + key + "}"))
        .doesNotContain("SSE");
    for (String wanted :
        new String[] {"'Enabled':true", "'SSEType':'KMS'", "'KMSMasterKeyId':'alias/key'"}) {
      assertThat(
              caller.message(
                  "CreateTable",
                  "{'TableName':'Secret','SSESpecification':{" + wanted + "}," + key + "}"))
          .isEqualTo(
              "One or more parameter values were invalid: Server-Side Encryption can not be"
                  + " enabled: this region does not encrypt what it stores");
      assertThat(
              caller.message(
                  "UpdateTable", "{'TableName':'Tab','SSESpecification':{" + wanted + "}}"))
          .contains("does not encrypt");
    }
    assertThat(
            caller.message(
                "UpdateTable", "{'TableName':'Tab','SSESpecification':{'Enabled':false}}"))
        .contains("no Server-Side Encryption to disable");
    assertThat(
            caller.message(
                "UpdateTable",
                "{'TableName':'Tab','SSESpecification':{'Enabled':true,'SSEType':'X'}}"))
        .contains("'sSESpecification.sSEType'");
  }

  private static String provisioned(int read, int write) {
    return "'BillingMode':'PROVISIONED'," + units(read, write);
  }

  private static String units(int read, int write) {
    return "'ProvisionedThroughput':{'ReadCapacityUnits':%d,'WriteCapacityUnits':%d}"
        .formatted(read, write);
  }
}
