package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The regions of a table are changed. */
class UpdateReplicasTest {
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

  private void replicas(String elements) {
    caller.call("UpdateTable", "{'TableName':'Tab','ReplicaUpdates':[" + elements + "]}");
  }
}
