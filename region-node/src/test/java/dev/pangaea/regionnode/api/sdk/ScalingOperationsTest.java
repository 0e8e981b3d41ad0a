package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

/** Application Auto Scaling, by its client, at the port of the API. */
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class ScalingOperationsTest {
  private static final ScalableDimension READS =
      ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS;
  private static final ScalableDimension WRITES =
      ScalableDimension.DYNAMODB_TABLE_WRITE_CAPACITY_UNITS;

  private final ApplicationAutoScalingClient scaling = Endpoint.scaling();
  private final TableForATest table = new TableForATest();
  private final String resource = "table/" + table.name();

  @BeforeEach
  void provision() {
    client()
        .updateTable(
            update ->
                update
                    .tableName(table.name())
                    .billingMode("PROVISIONED")
                    .provisionedThroughput(u -> u.readCapacityUnits(5L).writeCapacityUnits(5L)));
    table.awaitActive();
  }

  @AfterEach
  void close() {
    table.close();
    scaling.close();
  }

  @Test
  void aTargetIsWhatWasRegisteredAndChangedSince() {
    String arn = register(READS, 2, 20).scalableTargetARN();
    assertThat(arn)
        .startsWith("arn:aws:application-autoscaling:us-east-1:000000000000:scalable-target/");
    scaling.registerScalableTarget(
        register ->
            register
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(resource)
                .scalableDimension(READS)
                .maxCapacity(30)
                .suspendedState(s -> s.dynamicScalingInSuspended(true)));
    ScalableTarget target = targets().getFirst();
    assertThat(target.scalableTargetARN()).isEqualTo(arn);
    assertThat(target.resourceId()).isEqualTo(resource);
    assertThat(target.scalableDimension()).isEqualTo(READS);
    assertThat(target.minCapacity()).isEqualTo(2);
    assertThat(target.maxCapacity()).isEqualTo(30);
    assertThat(target.suspendedState().dynamicScalingInSuspended()).isTrue();
    assertThat(target.suspendedState().dynamicScalingOutSuspended()).isFalse();
    assertThat(target.creationTime()).isNotNull();
    assertThat(target.roleARN()).contains("AWSServiceRoleForApplicationAutoScaling_DynamoDBTable");
  }

  @Test
  void aPolicyIsKeptAndGoesWithItsTarget() {
    register(WRITES, 1, 20);
    String arn =
        scaling
            .putScalingPolicy(
                policy(WRITES, "mine", MetricType.DYNAMO_DB_WRITE_CAPACITY_UTILIZATION))
            .policyARN();
    ScalingPolicy policy = policies().getFirst();
    assertThat(policy.policyARN()).isEqualTo(arn).endsWith(resource + ":policyName/mine");
    assertThat(policy.policyType()).isEqualTo(PolicyType.TARGET_TRACKING_SCALING);
    var tracking = policy.targetTrackingScalingPolicyConfiguration();
    assertThat(tracking.targetValue()).isEqualTo(62.5);
    assertThat(tracking.scaleInCooldown()).isEqualTo(60);
    assertThat(tracking.scaleOutCooldown()).isZero();
    assertThat(tracking.disableScaleIn()).isFalse();
    assertThat(tracking.predefinedMetricSpecification().predefinedMetricType())
        .isEqualTo(MetricType.DYNAMO_DB_WRITE_CAPACITY_UTILIZATION);
    assertThatThrownBy(
            () ->
                scaling.putScalingPolicy(
                    policy(WRITES, "other", MetricType.DYNAMO_DB_WRITE_CAPACITY_UTILIZATION)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Only one TargetTrackingScaling policy");
    scaling.deregisterScalableTarget(
        deregister ->
            deregister
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(resource)
                .scalableDimension(WRITES));
    assertThat(targets()).isEmpty();
    assertThat(policies()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () ->
                scaling.putScalingPolicy(
                    policy(READS, "p", MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining(
            "No scalable target registered for service namespace: dynamodb, resource ID: "
                + resource
                + ", scalable dimension: dynamodb:table:ReadCapacityUnits");
    assertThatThrownBy(
            () ->
                scaling.deregisterScalableTarget(
                    deregister ->
                        deregister
                            .serviceNamespace(ServiceNamespace.DYNAMODB)
                            .resourceId("table/never-made")
                            .scalableDimension(READS)))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("No scalable target found");
    register(READS, 1, 2);
    assertThatThrownBy(
            () ->
                scaling.deleteScalingPolicy(
                    delete ->
                        delete
                            .policyName("none")
                            .serviceNamespace(ServiceNamespace.DYNAMODB)
                            .resourceId(resource)
                            .scalableDimension(READS)))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("policy name: none");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> register("table/never-made", READS, 1, 2))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("DynamoDB table does not exist: table/never-made");
    assertThatThrownBy(
            () ->
                register(
                    resource + "/index/none",
                    ScalableDimension.DYNAMODB_INDEX_READ_CAPACITY_UNITS,
                    1,
                    2))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("DynamoDB index does not exist");
    for (String strange : List.of(table.name(), "table/a/index/b", "service/a/b")) {
      assertThatThrownBy(() -> register(strange, READS, 1, 2))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining(
              "Unsupported service namespace, resource type or scalable dimension");
    }
    assertThatThrownBy(() -> register(READS, 3, 2)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> register(READS, 0, 2))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'minCapacity'");
    register(READS, 1, 2);
    List<Consumer<PutScalingPolicyRequest.Builder>> wrong = new ArrayList<>();
    wrong.add(policy(READS, "p", MetricType.DYNAMO_DB_WRITE_CAPACITY_UTILIZATION));
    wrong.add(
        policy(READS, "p", MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)
            .andThen(
                put ->
                    put.targetTrackingScalingPolicyConfiguration(
                        of ->
                            of.targetValue(19.0)
                                .predefinedMetricSpecification(
                                    m ->
                                        m.predefinedMetricType(
                                            MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)))));
    wrong.add(
        policy(READS, "p", MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)
            .andThen(put -> put.policyType(PolicyType.STEP_SCALING)));
    for (var each : wrong) {
      assertThatThrownBy(() -> scaling.putScalingPolicy(each))
          .isInstanceOf(ValidationException.class);
    }
    assertThat(policies()).isEmpty();
  }

  @Test
  void pagesGoThroughAllAndOthersHaveNone() {
    register(READS, 1, 2);
    register(WRITES, 1, 2);
    assertThat(
            scaling
                .describeScalableTargetsPaginator(
                    describe ->
                        describe
                            .serviceNamespace(ServiceNamespace.DYNAMODB)
                            .resourceIds(resource)
                            .maxResults(1))
                .scalableTargets()
                .stream()
                .map(ScalableTarget::scalableDimension))
        .containsExactly(READS, WRITES);
    assertThat(
            scaling
                .describeScalableTargets(d -> d.serviceNamespace(ServiceNamespace.ECS))
                .scalableTargets())
        .isEmpty();
    assertThatThrownBy(
            () ->
                scaling.describeScalingActivities(
                    d -> d.serviceNamespace(ServiceNamespace.DYNAMODB).nextToken("!")))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  private RegisterScalableTargetResponse register(ScalableDimension dimension, int min, int max) {
    return register(resource, dimension, min, max);
  }

  private RegisterScalableTargetResponse register(
      String of, ScalableDimension dimension, int min, int max) {
    return scaling.registerScalableTarget(
        register ->
            register
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(of)
                .scalableDimension(dimension)
                .minCapacity(min)
                .maxCapacity(max));
  }

  private Consumer<PutScalingPolicyRequest.Builder> policy(
      ScalableDimension dimension, String name, MetricType metric) {
    return put ->
        put.policyName(name)
            .serviceNamespace(ServiceNamespace.DYNAMODB)
            .resourceId(resource)
            .scalableDimension(dimension)
            .policyType(PolicyType.TARGET_TRACKING_SCALING)
            .targetTrackingScalingPolicyConfiguration(
                of ->
                    of.targetValue(62.5)
                        .scaleInCooldown(60)
                        .predefinedMetricSpecification(m -> m.predefinedMetricType(metric)));
  }

  private List<ScalableTarget> targets() {
    return scaling
        .describeScalableTargets(
            d -> d.serviceNamespace(ServiceNamespace.DYNAMODB).resourceIds(resource))
        .scalableTargets();
  }

  private List<ScalingPolicy> policies() {
    return scaling
        .describeScalingPolicies(
            d -> d.serviceNamespace(ServiceNamespace.DYNAMODB).resourceId(resource))
        .scalingPolicies();
  }
}
