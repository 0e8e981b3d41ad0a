package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTableTest {
  private static final String CREATE_EU = "{'Create':{'RegionName':'eu-west-1'}}";
  private static final String DELETE_EU = "{'Delete':{'RegionName':'eu-west-1'}}";
  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void aReplicaMakesATableGlobalAndItsEndMakesItRegionalAgain() {
    String regional = caller.call("DescribeTable", "{'TableName':'Tab'}");
    assertThat(regional).doesNotContain("Replicas").doesNotContain("GlobalTable");

    replicas(CREATE_EU);
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains(
            "'GlobalTableVersion':'2019.11.21','Replicas':[{'RegionName':'eu-west-1',"
                + "'ReplicaStatus':'ACTIVE','WarmThroughput':{'ReadUnitsPerSecond':12000,"
                + "'WriteUnitsPerSecond':4000,'Status':'ACTIVE'},"
                + "'GlobalTableSettingsReplicationMode':'ENABLED_WITH_OVERRIDES'}]")
        .doesNotContain("MultiRegionConsistency");

    replicas(DELETE_EU);
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}")).isEqualTo(regional);
    assertThat(region.tables.replicaUpdates())
        .containsExactly(
            new ReplicaUpdate.Create(FakeRegion.EU), new ReplicaUpdate.Delete(FakeRegion.EU));
  }

  @Test
  void nothingScalesAnyOfItsRegions() {
    replicas(CREATE_EU);
    String unscaled =
        "'ReplicaProvisionedReadCapacityAutoScalingSettings':{'AutoScalingDisabled':true,"
            + "'ScalingPolicies':[]},'ReplicaProvisionedWriteCapacityAutoScalingSettings':"
            + "{'AutoScalingDisabled':true,'ScalingPolicies':[]},'ReplicaStatus':'ACTIVE'}";
    assertThat(caller.call("DescribeTableReplicaAutoScaling", "{'TableName':'Tab'}"))
        .isEqualTo(
            "{'TableAutoScalingDescription':{'TableName':'Tab','TableStatus':'ACTIVE','Replicas':["
                + "{'RegionName':'eu-west-1',"
                + unscaled
                + ",{'RegionName':'us-east-1',"
                + unscaled
                + "]}}");
  }

  @Test
  void itsScalingIsSetAndToldAtOnce() {
    replicas(CREATE_EU);
    String reply =
        caller.call(
            "UpdateTableReplicaAutoScaling",
            "{'TableName':'Tab','ProvisionedWriteCapacityAutoScalingUpdate':{'MinimumUnits':2,"
                + "'MaximumUnits':9,'ScalingPolicyUpdate':{'PolicyName':'mine',"
                + "'TargetTrackingScalingPolicyConfiguration':{'TargetValue':55.5,"
                + "'ScaleInCooldown':60}}},'ReplicaUpdates':[{'RegionName':'us-east-1',"
                + "'ReplicaProvisionedReadCapacityAutoScalingUpdate':{'MinimumUnits':1,"
                + "'MaximumUnits':3}}]}");
    assertThat(reply)
        .contains(
            "'ReplicaProvisionedReadCapacityAutoScalingSettings':{'MinimumUnits':1,"
                + "'MaximumUnits':3,'AutoScalingDisabled':false,'ScalingPolicies':[]},"
                + "'ReplicaProvisionedWriteCapacityAutoScalingSettings':{'MinimumUnits':2,"
                + "'MaximumUnits':9,'AutoScalingDisabled':false,'ScalingPolicies':[{"
                + "'PolicyName':'mine','TargetTrackingScalingPolicyConfiguration':{"
                + "'DisableScaleIn':false,'ScaleInCooldown':60,'ScaleOutCooldown':0,"
                + "'TargetValue':55.5}}]},'ReplicaStatus':'ACTIVE'}");
    assertThat(
            caller.call(
                "UpdateTableReplicaAutoScaling",
                "{'TableName':'Tab','ReplicaUpdates':[{'RegionName':'us-east-1',"
                    + "'ReplicaProvisionedReadCapacityAutoScalingUpdate':{"
                    + "'AutoScalingDisabled':true}}]}"))
        .contains(
            "'ReplicaProvisionedReadCapacityAutoScalingSettings':{'AutoScalingDisabled':true,"
                + "'ScalingPolicies':[]},'ReplicaProvisionedWriteCapacityAutoScalingSettings':{"
                + "'MinimumUnits':2,");
  }

  @Test
  void nothingScalesItsIndexesEither() {
    caller.call(
        "CreateTable",
        "{'TableName':'Indexed','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'p','AttributeType':'S'},{'AttributeName':'g','AttributeType':'S'}],"
            + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],'GlobalSecondaryIndexes':["
            + "{'IndexName':'byG','Projection':{'ProjectionType':'ALL'},"
            + "'KeySchema':[{'AttributeName':'g','KeyType':'HASH'}]}]}");
    caller.call("UpdateTable", "{'TableName':'Indexed','ReplicaUpdates':[" + CREATE_EU + "]}");
    assertThat(caller.call("DescribeTableReplicaAutoScaling", "{'TableName':'Indexed'}"))
        .contains(
            "{'RegionName':'eu-west-1','GlobalSecondaryIndexes':[{'IndexName':'byG',"
                + "'IndexStatus':'ACTIVE','ProvisionedReadCapacityAutoScalingSettings':"
                + "{'AutoScalingDisabled':true,'ScalingPolicies':[]},"
                + "'ProvisionedWriteCapacityAutoScalingSettings':"
                + "{'AutoScalingDisabled':true,'ScalingPolicies':[]}}],");
  }

  @Test
  void aReplicaTellsWhatItHasOtherwise() {
    replicas(
        "{'Create':{'RegionName':'eu-west-1','OnDemandThroughputOverride':{"
            + "'MaxReadRequestUnits':5},'TableClassOverride':'STANDARD_INFREQUENT_ACCESS'}}");
    replicas(
        "{'Update':{'RegionName':'eu-west-1','ProvisionedThroughputOverride':{"
            + "'ReadCapacityUnits':7}}}");
    assertThat(caller.call("DescribeTable", "{'TableName':'Tab'}"))
        .contains(
            "'Replicas':[{'RegionName':'eu-west-1','ReplicaStatus':'ACTIVE',"
                + "'ProvisionedThroughputOverride':{'ReadCapacityUnits':7},"
                + "'OnDemandThroughputOverride':{'MaxReadRequestUnits':5},'WarmThroughput':{"
                + "'ReadUnitsPerSecond':12000,'WriteUnitsPerSecond':4000,'Status':'ACTIVE'},"
                + "'ReplicaTableClassSummary':{'TableClass':'STANDARD_INFREQUENT_ACCESS'},"
                + "'GlobalTableSettingsReplicationMode':'ENABLED_WITH_OVERRIDES'}]");
  }

  @Test
  void twoIdenticalCreatesAreOne() {
    replicas(CREATE_EU + "," + CREATE_EU);
    assertThat(region.tables.replicaUpdates()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Create':{'RegionName':'eu-west-1'}},{'Delete':{'RegionName':'ap-east-1'}}|Update table"
            + " operation with more than one create or delete replica actions not allowed",
        "{'Create':{'RegionName':'eu-west-1'},'Delete':{'RegionName':'ap-east-1'}}|Update table"
            + " operation with more than one type of replica actions not allowed.",
        "{'Create':{'RegionName':'eu-west-1'},'Update':{'RegionName':'ap-east-1'}}|Update table"
            + " operation with more than one type of replica actions not allowed.",
        "{'Delete':{'RegionName':'eu-west-1'},'Update':{'RegionName':'ap-east-1'}}|Update table"
            + " operation with more than one type of replica actions not allowed.",
        "{'Create':{'RegionName':'eu-west-1'}},{'Update':{'RegionName':'ap-east-1'}}|Update table"
            + " operation with more than one type of replica actions not allowed.",
        "{'Update':{'RegionName':'eu-west-1'}},{'Update':{'RegionName':'ap-east-1'}}|More than one"
            + " Update in ReplicaUpdates is not supported by this region yet",
        "{}|There are no actions specified in the Replica Update Action of the request.",
        "{'Update':{'RegionName':'eu-west-1'}}|There are no actions specified in the Replica Update"
            + " Action of the request.",
        "{'Update':{'RegionName':'eu-west-1','GlobalSecondaryIndexes':[{'IndexName':'index'}]}}|There"
            + " are no actions specified in the Replica Update Action of the request.",
        "{'Update':{'RegionName':'eu-west-1','OnDemandThroughputOverride':{'MaxReadRequestUnits':0}}}"
            + "|One or more parameter values were invalid: Requested MaxReadRequestUnits for"
            + " OnDemandThroughput for table is outside of valid range",
        "{'Update':{'RegionName':'eu-west-1','ProvisionedThroughputOverride':{'ReadCapacityUnits':0}"
            + "}}|1 validation error detected: Value '0' at 'replicaUpdates.1.member.update"
            + ".provisionedThroughputOverride.readCapacityUnits' failed to satisfy constraint:"
            + " Member must have value greater than or equal to 1",
        "{'Update':{'RegionName':'eu-west-1','TableClassOverride':'X'}}|1 validation error detected:"
            + " Value 'X' at 'replicaUpdates.1.member.update.tableClassOverride' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [STANDARD,"
            + " STANDARD_INFREQUENT_ACCESS]",
        "{'Create':{'RegionName':'EU'}}|Region EU is not supported. The latest version of global"
            + " tables are only supported in the following regions: [eu-west-1, us-east-1]",
        "{'Create':{}}|1 validation error detected: Value null at"
            + " 'replicaUpdates.1.member.create.regionName' failed to satisfy constraint: Member"
            + " must not be null",
        "{'Create':{'RegionName':'eu-west-1','KMSMasterKeyId':'k'}}|The parameter"
            + " ReplicaUpdates.Create.KMSMasterKeyId is not supported by this region yet"
      })
  void replicaUpdatesAreCheckedBeforeAnyState(String elements, String message) {
    assertThat(
            caller.message(
                "UpdateTable",
                "{'TableName':'Tab','ReplicaUpdates':[" + elements.replace('"', '\'') + "]}"))
        .isEqualTo(message);
    assertThat(region.tables.replicaUpdates()).isEmpty();
  }

  @Test
  void replicasAreChangedAlone() {
    for (String other :
        new String[] {"'DeletionProtectionEnabled':true", "'BillingMode':'PAY_PER_REQUEST'"}) {
      assertThat(
              caller.message(
                  "UpdateTable",
                  "{'TableName':'Tab','ReplicaUpdates':[" + CREATE_EU + "]," + other + "}"))
          .isEqualTo(
              "One or more parameter values were invalid: Replica modification must be the only"
                  + " operation in the request");
    }
  }

  @Test
  void strongConsistencyIsRefusedNotIgnored() {
    String update = "{'TableName':'Tab','ReplicaUpdates':[%s],'MultiRegionConsistency':'%s'}";
    assertThat(caller.message("UpdateTable", update.formatted(CREATE_EU, "STRONG")))
        .isEqualTo(
            "The parameter MultiRegionConsistency STRONG is not supported by this region yet");
    caller.call("UpdateTable", update.formatted(CREATE_EU, "EVENTUAL"));
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

  private void replicas(String elements) {
    caller.call("UpdateTable", "{'TableName':'Tab','ReplicaUpdates':[" + elements + "]}");
  }
}
