package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The capacity of a table is scaled in each of its regions. */
class ReplicaAutoScalingTest {
  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void nothingScalesAnyOfItsRegions() {
    replicate("Tab");
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
    replicate("Tab");
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
    replicate("Indexed");
    assertThat(caller.call("DescribeTableReplicaAutoScaling", "{'TableName':'Indexed'}"))
        .contains(
            "{'RegionName':'eu-west-1','GlobalSecondaryIndexes':[{'IndexName':'byG',"
                + "'IndexStatus':'ACTIVE','ProvisionedReadCapacityAutoScalingSettings':"
                + "{'AutoScalingDisabled':true,'ScalingPolicies':[]},"
                + "'ProvisionedWriteCapacityAutoScalingSettings':"
                + "{'AutoScalingDisabled':true,'ScalingPolicies':[]}}],");
  }

  private void replicate(String table) {
    caller.call(
        "UpdateTable",
        "{'TableName':'%s','ReplicaUpdates':[{'Create':{'RegionName':'eu-west-1'}}]}"
            .formatted(table));
  }
}
