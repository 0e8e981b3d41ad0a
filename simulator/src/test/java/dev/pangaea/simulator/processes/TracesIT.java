package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.trace.Collector;
import dev.pangaea.simulator.trace.Collector.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Two regions that tell a collector of their writes. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("traces")
class TracesIT {
  private static final Duration SOON = Await.LONG;
  private static final String CALLER = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final int STEPS = 5;

  @TempDir private static Path folder;
  private static Collector collector;
  private static TwoRegions regions;

  @BeforeAll
  static void start() throws Exception {
    collector = Collector.start();
    regions = TwoRegions.start(folder, List.of("--trace-endpoint", collector.endpoint()));
    regions.createGlobalTable("carts");
  }

  @AfterAll
  static void end() {
    if (regions != null) {
      regions.close();
    }
    if (collector != null) {
      collector.close();
    }
    regions = null;
    collector = null;
  }

  @Test
  void aWriteIsOneTraceThroughBothRegions() {
    try (DynamoDbClient us = TwoRegions.client(regions.us)) {
      us.putItem(
          request ->
              request
                  .tableName("carts")
                  .item(item("traced"))
                  .overrideConfiguration(
                      more ->
                          more.putHeader("traceparent", "00-" + CALLER + "-00f067aa0ba902b7-01")));
    }
    List<Told> way = await(span -> span.links().contains(CALLER));

    assertThat(way)
        .extracting(Told::name)
        .containsExactly(
            "PutItem carts",
            "log carts",
            "link us-east-1 to eu-west-1",
            "deliver carts",
            "take in carts");
    assertThat(way)
        .extracting(Told::region)
        .containsExactly("us-east-1", "us-east-1", "eu-west-1", "eu-west-1", "eu-west-1");
    assertThat(way)
        .extracting(Told::service)
        .containsExactly(
            "pangaea-node",
            "pangaea-node",
            "pangaea-replicator",
            "pangaea-replicator",
            "pangaea-node");
    assertThat(way)
        .extracting(span -> span.startNanos() / 1_000_000)
        .as("a cause begins before what it brings about")
        .isSorted();
    assertThat(way).allMatch(span -> span.startNanos() <= span.endNanos());
    assertThat(way)
        .extracting(span -> span.attributes().get("pangaea.version"))
        .as("all tell of the same write")
        .containsOnly(way.getFirst().attributes().get("pangaea.version"))
        .doesNotContainNull();
  }

  @Test
  void eachWriteOfABatchHasATraceOfItsOwn() {
    try (DynamoDbClient eu = TwoRegions.client(regions.eu)) {
      eu.batchWriteItem(
          request -> request.requestItems(Map.of("carts", List.of(put("one"), put("two")))));
    }
    List<Told> batch = new ArrayList<>();
    Await.until(
        "both writes are told of",
        SOON,
        () -> {
          batch.clear();
          collector.told().stream()
              .filter(span -> span.name().equals("BatchWriteItem carts"))
              .forEach(batch::add);
          return batch.size() == 2;
        });

    assertThat(batch).extracting(Told::traceId).doesNotHaveDuplicates();
    for (Told request : batch) {
      assertThat(await(span -> span.id().equals(request.id())))
          .extracting(Told::region)
          .containsExactly("eu-west-1", "eu-west-1", "us-east-1", "us-east-1", "us-east-1");
    }
  }

  @Test
  void whatChangesNothingIsNotToldOf() {
    try (DynamoDbClient us = TwoRegions.client(regions.us)) {
      assertThatThrownBy(
              () ->
                  us.updateItem(
                      request ->
                          request
                              .tableName("carts")
                              .key(Map.of("pk", AttributeValue.fromS("missing")))
                              .updateExpression("SET v = :v")
                              .expressionAttributeValues(Map.of(":v", AttributeValue.fromN("1")))
                              .conditionExpression("attribute_exists(pk)")))
          .isInstanceOf(ConditionalCheckFailedException.class);
      us.deleteItem(
          request -> request.tableName("carts").key(Map.of("pk", AttributeValue.fromS("missing"))));
      us.putItem(request -> request.tableName("carts").item(item("last")));
    }
    await(span -> span.name().equals("PutItem carts") && span.links().isEmpty());

    assertThat(collector.told())
        .extracting(Told::name)
        .doesNotContain("UpdateItem carts", "DeleteItem carts");
  }

  /** All spans of the trace of a request, each after its cause, once all are there. */
  private static List<Told> await(Predicate<Told> request) {
    List<Told> way = new ArrayList<>();
    Await.until(
        "the whole trace",
        SOON,
        () -> {
          way.clear();
          way.addAll(wayOf(request));
          return way.size() == STEPS;
        });
    return way;
  }

  private static List<Told> wayOf(Predicate<Told> request) {
    List<Told> way = new ArrayList<>();
    Optional<Told> next =
        collector.told().stream().filter(request).min(Comparator.comparing(Told::startNanos));
    while (next.isPresent()) {
      Told cause = next.get();
      way.add(cause);
      next =
          collector.told().stream()
              .filter(span -> span.traceId().equals(cause.traceId()))
              .filter(span -> span.parent().equals(Optional.of(cause.id())))
              .findFirst();
    }
    return way;
  }

  private static WriteRequest put(String key) {
    return WriteRequest.builder().putRequest(put -> put.item(item(key))).build();
  }

  private static Map<String, AttributeValue> item(String key) {
    return Map.of("pk", AttributeValue.fromS(key), "value", AttributeValue.fromS("v"));
  }
}
