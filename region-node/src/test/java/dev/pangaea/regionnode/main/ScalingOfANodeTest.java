package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.api.http.SdkClients;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.scaler.ScaledCapacity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A whole node scales a table by what is used of it, while minutes pass as the test says. */
@Timeout(120)
class ScalingOfANodeTest {
  private static final String TABLE = "orders";
  private static final ScalableDimension WRITES =
      ScalableDimension.DYNAMODB_TABLE_WRITE_CAPACITY_UNITS;

  @TempDir private Path folder;
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-22T08:00:10Z").toEpochMilli());
  private final NodeClocks clocks =
      new NodeClocks(
          () -> Instant.ofEpochMilli(millis.get()),
          () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));
  private final Vertx vertx = Vertx.vertx();
  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private final HttpClient http = Http1.client();
  private RegionNode node;
  private long failed;
  private DynamoDbClient api;
  private ApplicationAutoScalingClient scaling;

  @BeforeEach
  void start() throws IOException {
    node =
        RegionNode.start(
            vertx,
            NodeAlone.settings(folder, 2, false),
            logs,
            clocks,
            Optional.empty(),
            NodeAlone::onFailure);
    api = SdkClients.of(node.apiPort(), DynamoDbClient.builder());
    scaling = SdkClients.of(node.apiPort(), ApplicationAutoScalingClient.builder());
  }

  @AfterEach
  void close() {
    stop();
    vertx.close().await();
  }

  private void stop() {
    scaling.close();
    api.close();
    node.close();
  }

  @Test
  void aLoadedTableGetsMoreUnitsAndAnIdleOneFewerThoughTheNodeIsStartedAnew() throws IOException {
    create(5, 5);
    register(2, 100);
    track(50);
    nextMinute();
    load("a", 300);
    nextMinute();
    assertThat(utilization()).isEqualTo(1.0);
    assertThat(units().writeCapacityUnits()).isEqualTo(5);
    load("b", 300);
    nextMinute();
    awaitStep("it is scaled out", () -> load("b", 300), () -> units().writeCapacityUnits() == 10);
    assertThat(units().readCapacityUnits()).isEqualTo(5);
    ScalingActivity activity = activities().getFirst();
    assertThat(activity.scalableDimension()).isEqualTo(WRITES);
    assertThat(activity.resourceId()).isEqualTo("table/" + TABLE);
    assertThat(activity.description()).isEqualTo("Setting write capacity units to 10.");
    assertThat(activity.cause()).contains("policy half").contains("2 minutes of 5 units");
    assertThat(activity.statusCode()).isEqualTo(ScalingActivityStatusCode.SUCCESSFUL);
    assertThat(activity.startTime()).isEqualTo(clocks.wall().instant());
    assertThat(units().lastIncreaseDateTime()).isEqualTo(clocks.wall().instant());

    stop();
    start();
    await("the table is back", () -> table().tableStatus() == TableStatus.ACTIVE);
    nextMinute();
    for (int minute = 0; minute < 14; minute++) {
      nextMinute();
    }
    assertThat(units().writeCapacityUnits()).isEqualTo(10);
    nextMinute();
    awaitStep("it is scaled in", () -> {}, () -> units().writeCapacityUnits() == 2);
    assertThat(activities())
        .extracting(ScalingActivity::description)
        .containsExactly(
            "Setting write capacity units to 2.", "Setting write capacity units to 10.");
    String counted =
        "pangaea_scaling_changes_total{direction=\"in\",index=\"\",kind=\"write\","
            + "region=\"us-east-1\",table=\"orders\"} 1.0";
    await("it is counted", () -> metrics().contains(counted));

    api.deleteTable(delete -> delete.tableName(TABLE));
    assertThat(targets()).isZero();
    assertThat(activities()).isEmpty();
  }

  @Test
  void boundsHoldAtOnceAndMayNotBeLoweredAnyNumberOfTimes() {
    create(50, 50);
    for (int max = 40; max > 36; max--) {
      int most = max;
      register(1, most);
      awaitStep("it is within bounds", () -> {}, () -> units().writeCapacityUnits() == most);
    }
    assertThat(units().numberOfDecreasesToday()).isEqualTo(4);
    assertThatThrownBy(
            () ->
                api.updateTable(
                    update ->
                        update
                            .tableName(TABLE)
                            .provisionedThroughput(
                                u -> u.readCapacityUnits(50L).writeCapacityUnits(36L))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("Number of decreases today: 4.");
    register(1, 30);
    nextMinute();
    assertThat(units().writeCapacityUnits()).isEqualTo(37);
    millis.addAndGet(Duration.ofHours(1).toMillis());
    awaitStep("an hour has passed", () -> {}, () -> units().writeCapacityUnits() == 30);
  }

  @SuppressWarnings("unchecked")
  private void create(long reads, long writes) {
    api.createTable(
        create ->
            create
                .tableName(TABLE)
                .attributeDefinitions(
                    one -> one.attributeName("p").attributeType(ScalarAttributeType.S))
                .keySchema(one -> one.attributeName("p").keyType(KeyType.HASH))
                .provisionedThroughput(u -> u.readCapacityUnits(reads).writeCapacityUnits(writes)));
    await("the table is made", () -> table().tableStatus() == TableStatus.ACTIVE);
  }

  private void register(int min, int max) {
    scaling.registerScalableTarget(
        register ->
            register
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/" + TABLE)
                .scalableDimension(WRITES)
                .minCapacity(min)
                .maxCapacity(max));
  }

  private void track(double target) {
    scaling.putScalingPolicy(
        put ->
            put.policyName("half")
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/" + TABLE)
                .scalableDimension(WRITES)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(
                    of ->
                        of.targetValue(target)
                            .predefinedMetricSpecification(
                                m ->
                                    m.predefinedMetricType(
                                        MetricType.DYNAMO_DB_WRITE_CAPACITY_UTILIZATION))));
  }

  /** Has so many units written at once. */
  private void load(String key, int units) {
    String text = "x".repeat(units * 1024 - 20);
    api.putItem(
        put ->
            put.tableName(TABLE)
                .item(Map.of("p", AttributeValue.fromS(key), "v", AttributeValue.fromS(text))));
  }

  /** Lets a minute pass once the node has looked at the one that is under way. */
  private void nextMinute() {
    look();
    millis.addAndGet(60_000);
    look();
  }

  private void look() {
    try {
      node.scaler().lookNow();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private double utilization() {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("pangaea_scaling_utilization_ratio"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private String metrics() {
    try {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://" + NodeAlone.HOST + ":" + node.controlPort() + "/metrics"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private int targets() {
    return scaling
        .describeScalableTargets(d -> d.serviceNamespace(ServiceNamespace.DYNAMODB))
        .scalableTargets()
        .size();
  }

  private List<ScalingActivity> activities() {
    return scaling
        .describeScalingActivities(d -> d.serviceNamespace(ServiceNamespace.DYNAMODB))
        .scalingActivities();
  }

  private ProvisionedThroughputDescription units() {
    return table().provisionedThroughput();
  }

  private TableDescription table() {
    return api.describeTable(describe -> describe.tableName(TABLE)).table();
  }

  /** A step that fails is tried again in another minute, so one passes then, loaded as before. */
  private void awaitStep(String what, Runnable loading, BooleanSupplier condition) {
    await(
        what,
        () -> {
          look();
          long failures = node.scaler().shown().stream().mapToLong(ScaledCapacity::failed).sum();
          if (failures != failed) {
            failed = failures;
            loading.run();
            nextMinute();
          }
          return condition.getAsBoolean();
        });
  }

  private static void await(String what, BooleanSupplier condition) {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 60 s until %s", what).isLessThan(bound);
      Thread.onSpinWait();
    }
  }
}
