package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

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
        "{}|There are no actions specified in the Replica Update Action of the request.",
        "{'Update':{'RegionName':'eu-west-1'}}|There are no actions specified in the Replica Update"
            + " Action of the request.",
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
    for (String other : new String[] {"'DeletionProtectionEnabled':true", "'BillingMode':'X'"}) {
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
        .contains("MultiRegionConsistency");
    caller.call("UpdateTable", update.formatted(CREATE_EU, "EVENTUAL"));
  }

  @Test
  void deletionProtectionIsSwitched() {
    assertThat(caller.call("UpdateTable", "{'TableName':'Tab','DeletionProtectionEnabled':true}"))
        .contains("'DeletionProtectionEnabled':true");
  }

  @Test
  void aRequestForNothingIsRefused() {
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab'}"))
        .startsWith("At least one of ProvisionedThroughput, BillingMode, ")
        .endsWith("or TableClass is required");
    assertThat(caller.message("UpdateTable", "{'TableName':'Tab','BillingMode':'PAY_PER_REQUEST'}"))
        .isEqualTo("The parameter BillingMode is not supported by this region yet");
  }

  private void replicas(String elements) {
    caller.call("UpdateTable", "{'TableName':'Tab','ReplicaUpdates':[" + elements + "]}");
  }
}
