package dev.pangaea.regionnode.api.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to scale that no client would make. */
class ScalingRequestsTest {
  private static final String PLACE =
      "'ServiceNamespace':'dynamodb','ResourceId':'table/Table',"
          + "'ScalableDimension':'dynamodb:table:ReadCapacityUnits'";
  private static final long TOO_MUCH = Integer.MAX_VALUE + 1L;

  private final FakeRegion region = new FakeRegion().table("Table");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MinCapacity", "MaxCapacity"})
  void boundsAreNumbersThatAClientCanRead(String bound) {
    String other = bound.equals("MinCapacity") ? "MaxCapacity" : "MinCapacity";
    String request = "{%s,'%s':%d,'%s':%d}";
    assertThat(
            caller.message(
                "RegisterScalableTarget",
                request.formatted(PLACE, bound, TOO_MUCH, other, Integer.MAX_VALUE)))
        .contains("less than or equal to 2147483647");
    String most = request.formatted(PLACE, bound, Integer.MAX_VALUE, other, Integer.MAX_VALUE);
    assertThat(caller.call("RegisterScalableTarget", most)).contains("ScalableTargetARN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967295", "2147483648", "-1", "one", ""})
  void aPageThatNoTokenNamesIsRefused(String position) {
    String token = Base64.getUrlEncoder().encodeToString(position.getBytes(UTF_8));
    assertThat(
            caller.refusal(
                "DescribeScalableTargets",
                "{'ServiceNamespace':'dynamodb','NextToken':'%s'}".formatted(token)))
        .contains(ErrorKind.INVALID_NEXT_TOKEN);
  }

  @Test
  void saysWhichElementLacksWhat() {
    assertThat(
            caller.message(
                "UpdateTableReplicaAutoScaling",
                "{'TableName':'Table','GlobalSecondaryIndexUpdates':[{'IndexName':'Index'},{}],"
                    + "'ReplicaUpdates':[{'RegionName':'us-east-1',"
                    + "'ReplicaGlobalSecondaryIndexUpdates':[{'IndexName':'Index'},{}]},{}]}"))
        .contains(
            "'globalSecondaryIndexUpdates.2.member.indexName'",
            "'replicaUpdates.1.member.replicaGlobalSecondaryIndexUpdates.2.member.indexName'",
            "'replicaUpdates.2.member.regionName'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ScaleInCooldown", "ScaleOutCooldown"})
  void aCooldownIsOneAsWell(String cooldown) {
    caller.call("RegisterScalableTarget", "{" + PLACE + ",'MinCapacity':1,'MaxCapacity':2}");
    String request =
        "{%s,'PolicyName':'p','PolicyType':'TargetTrackingScaling',"
            + "'TargetTrackingScalingPolicyConfiguration':{'TargetValue':70,'%s':%d,"
            + "'PredefinedMetricSpecification':"
            + "{'PredefinedMetricType':'DynamoDBReadCapacityUtilization'}}}";
    assertThat(
            caller.message("PutScalingPolicy", request.formatted(PLACE, cooldown, Long.MAX_VALUE)))
        .contains("less than or equal to 2147483647");
    assertThat(
            caller.call("PutScalingPolicy", request.formatted(PLACE, cooldown, Integer.MAX_VALUE)))
        .contains("PolicyARN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'MinimumUnits':1,'MaximumUnits':2147483648",
        "'MinimumUnits':1,'MaximumUnits':2,'ScalingPolicyUpdate':"
            + "{'TargetTrackingScalingPolicyConfiguration':"
            + "{'TargetValue':70,'ScaleOutCooldown':2147483648}}",
        "'MinimumUnits':1,'MaximumUnits':2,'ScalingPolicyUpdate':"
            + "{'TargetTrackingScalingPolicyConfiguration':"
            + "{'TargetValue':70,'ScaleInCooldown':9223372036854775807}}"
      })
  void soAreThoseOfAGlobalTable(String settings) {
    assertThat(
            caller.message(
                "UpdateTableReplicaAutoScaling",
                "{'TableName':'Table','ProvisionedWriteCapacityAutoScalingUpdate':{%s}}"
                    .formatted(settings)))
        .contains("less than or equal to 2147483647");
  }
}
