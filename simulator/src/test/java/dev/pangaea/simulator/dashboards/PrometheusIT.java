package dev.pangaea.simulator.dashboards;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.TABLE;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.processes.Await;
import dev.pangaea.simulator.processes.LostRecords;
import dev.pangaea.simulator.story.Application;
import dev.pangaea.simulator.story.EmbeddedDemo;
import dev.pangaea.simulator.story.InThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A Prometheus with the files that we ship, beside a demo that goes through what is shown. */
@InThisProcess
class PrometheusIT {
  private static final String SCALED = "scaled";

  /** Scaling that could not change a capacity tries again in the next minute. */
  private static final Duration SCALED_WITHIN = SOON.plusMinutes(1);

  /** Well beyond what replicators have heard of, in both directions. */
  private static final String BACKLOG_RISES =
      """
      count(
        source_target_table:pangaea_replication_backlog_records:sum{table="%s"}
        > sum by (source, target, table) (pangaea_replication_backlog_records{table="%s"}) + 10
      ) == 2
      """
          .formatted(TABLE, TABLE);

  @TempDir private static Path folder;
  private static EmbeddedDemo demo;
  private static RunningPrometheus prometheus;

  @BeforeAll
  static void letItSeeWhatHappens() throws Exception {
    Optional<Path> program = Promtool.program("prometheus");
    assumeTrue(program.isPresent(), "no prometheus on the PATH: boards and rules are only read");
    demo = EmbeddedDemo.start(Files.createDirectory(folder.resolve("demo")));
    prometheus =
        RunningPrometheus.start(
            program.get(), Files.createDirectory(folder.resolve("prometheus")), places());
    awaitAnswer("count(up == 1) == 5");
    try (Application us = new Application(demo.client(US));
        Application eu = new Application(demo.client(EU))) {
      us.put("item", "value");
      us.put("deleted", "value");
      eu.awaitValue("deleted", Optional.of("value"));
      createTableWithIndex(us.client());
      transact(us.client());
      scale();
      assertThatThrownBy(() -> us.client().describeTable(request -> request.tableName("none")))
          .isInstanceOf(ResourceNotFoundException.class);
      demo.cut();
      us.put("item", "from us");
      eu.put("item", "from eu");
      us.delete("deleted");
      awaitAnswer("max(pangaea_link_partitioned) == 1");
      awaitAnswer("max(pangaea_table_tombstones_awaited_seconds) > 0");
      awaitAnswer(BACKLOG_RISES);
      demo.heal();
      demo.awaitAgreement();
      loseRecords(us);
    }
  }

  /**
   * A cut that outlasts the log's retention: a copy is asked for, and does not come as long as
   * nobody hears that. What was under way when the links were cut arrives all the same, so there
   * are more writes than one.
   */
  private static void loseRecords(Application us) throws Exception {
    demo.cut();
    for (int write = 0; write < 20; write++) {
      us.put("lost-" + write, "value");
    }
    LostRecords.drop(demo.region(US).broker().bootstrap(), US, TABLE);
    demo.control("POST", "/links/%s-to-%s/heal".formatted(US, EU), "");
    awaitAnswer("max(pangaea_table_awaited_copies{region=\"%s\"}) > 0".formatted(EU));
    demo.heal();
    demo.awaitAgreement();
  }

  @AfterAll
  static void end() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (demo != null) {
      demo.close();
    }
    prometheus = null;
    demo = null;
  }

  /** One that takes more than a second for once is scraped again. */
  @Test
  void everyProcessIsScraped() throws IOException {
    Await.until(
        "all are up",
        SOON,
        () ->
            prometheus.targets().stream()
                    .filter(
                        target ->
                            target.get("health").asText().equals("up")
                                && target.get("lastError").asText().isEmpty())
                    .count()
                == 5);
    assertThat(prometheus.targets()).hasSize(5);
  }

  /** A counter that is not there before it counts has its first event seen by nobody. */
  @Test
  void theFirstChangeByScalingIsAnIncrease() throws IOException {
    assertThat(
            prometheus.hasAnswered(
                "increase(pangaea_scaling_changes_total{table=\"%s\",direction=\"out\"}[1m]) > 0"
                    .formatted(SCALED)))
        .isTrue();
  }

  @Test
  void theFirstRequestTurnedAwayIsAnIncrease() throws IOException {
    assertThat(
            prometheus.hasAnswered(
                "increase(pangaea_table_throttled_requests_total{table=\"%s\",kind=\"write\"}[1m]) > 0"
                    .formatted(SCALED)))
        .isTrue();
  }

  @Test
  void everyRuleIsEvaluatedWithoutError() throws IOException {
    Set<String> shipped = new TreeSet<>();
    for (Path file : List.of(RuleFile.RECORDED, RuleFile.ALERTS)) {
      RuleFile.read(file).rules().forEach(rule -> shipped.add(rule.name()));
    }
    Set<String> loaded = new TreeSet<>();
    Await.until(
        "all rules are evaluated",
        SOON,
        () ->
            prometheus.rules().stream()
                .noneMatch(rule -> rule.path("health").asText().equals("unknown")));

    for (JsonNode rule : prometheus.rules()) {
      loaded.add(rule.get("name").asText());
      assertThat(rule.get("health").asText()).as("%s", rule).isEqualTo("ok");
    }
    assertThat(loaded).isEqualTo(shipped);
  }

  @Test
  void everyPanelVariableAndFigureShowsSomething() throws IOException {
    List<Question> shown = new ArrayList<>();
    for (Board board : Board.all()) {
      shown.addAll(board.questions());
    }
    RuleFile.read(RuleFile.RECORDED).rules().forEach(rule -> shown.add(rule.question()));

    List<Question> empty = new ArrayList<>(shown);
    try {
      Await.until("all have an answer", SOON, () -> isEmptyWithout(empty));
    } catch (AssertionError late) {
      assertThat(empty).as("they show nothing").isEmpty();
    }
  }

  @Test
  void whatNobodyServesIsFound() throws IOException {
    assertThat(prometheus.hasAnswered("pangaea_table_itemz")).isFalse();
    assertThatThrownBy(() -> prometheus.hasAnswered("sum by (region) pangaea_table_items)"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void nothingIsLabelledTwice() throws IOException {
    assertThat(prometheus.hasAnswered("count({exported_region=~\".+\"})")).isFalse();
    assertThat(prometheus.hasAnswered("count({exported_target=~\".+\"})")).isFalse();
  }

  /** Takes out those that have had an answer. */
  private static boolean isEmptyWithout(List<Question> questions) throws IOException {
    for (Question question : List.copyOf(questions)) {
      if (prometheus.hasAnswered(Board.filledIn(question.query().text()))) {
        questions.remove(question);
      }
    }
    return questions.isEmpty();
  }

  private static void awaitAnswer(String query) {
    awaitAnswer(query, SOON);
  }

  private static void awaitAnswer(String query, Duration bound) {
    Await.until(query, bound, () -> prometheus.hasAnswered(query));
  }

  private static Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    places.put("127.0.0.1:8101", at(demo.region(US).node().controlPort()));
    places.put("127.0.0.1:8102", at(demo.region(EU).node().controlPort()));
    places.put("127.0.0.1:8201", at(demo.region(US).replicator().httpPort()));
    places.put("127.0.0.1:8202", at(demo.region(EU).replicator().httpPort()));
    places.put("127.0.0.1:8474", at(demo.linkControlPort()));
    return places;
  }

  private static String at(int port) {
    return "127.0.0.1:" + port;
  }

  private static void createTableWithIndex(DynamoDbClient client) {
    GlobalSecondaryIndex byColour =
        GlobalSecondaryIndex.builder()
            .indexName("byColour")
            .keySchema(partitionKey("colour"))
            .projection(all -> all.projectionType(ProjectionType.ALL))
            .build();
    client.createTable(
        request ->
            request
                .tableName("indexed")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("colour"))
                .keySchema(partitionKey("pk"))
                .globalSecondaryIndexes(byColour));
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement partitionKey(String attribute) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(KeyType.HASH).build();
  }

  private static void transact(DynamoDbClient client) {
    Put put =
        Put.builder().tableName(TABLE).item(Map.of("pk", AttributeValue.fromS("together"))).build();
    TransactWriteItem write = TransactWriteItem.builder().put(put).build();
    client.transactWriteItems(request -> request.transactItems(write));
  }

  /** A table whose capacity does not suffice, and is raised once that was seen. */
  private static void scale() {
    String ofTable = "{region=\"%s\",table=\"%s\"}".formatted(US, SCALED);
    try (DynamoDbClient client = demo.clientWithoutRetries(US);
        ApplicationAutoScalingClient scaling = demo.scaling(US)) {
      client.createTable(
          request ->
              request
                  .tableName(SCALED)
                  .provisionedThroughput(
                      units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                  .attributeDefinitions(text("pk"))
                  .keySchema(partitionKey("pk")));
      Await.until(
          SCALED + " is active",
          SOON,
          () ->
              client.describeTable(request -> request.tableName(SCALED)).table().tableStatus()
                  == TableStatus.ACTIVE);
      awaitAnswer("count(pangaea_table_throttled_requests_total%s == 0) == 2".formatted(ofTable));
      assertThatThrownBy(
              () -> {
                putLarge(client);
                putLarge(client);
              })
          .isInstanceOf(ProvisionedThroughputExceededException.class);
      registerWrites(scaling, 1);
      awaitAnswer("max(pangaea_scaling_changes_total%s) == 0".formatted(ofTable));
      registerWrites(scaling, 2);
      awaitAnswer("max(pangaea_scaling_changes_total%s) == 1".formatted(ofTable), SCALED_WITHIN);
    }
  }

  /** What one unit per second gathers in five minutes. */
  private static void putLarge(DynamoDbClient client) {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS("large"),
            "text", AttributeValue.fromS("x".repeat(299 * 1024)));
    client.putItem(request -> request.tableName(SCALED).item(item));
  }

  private static void registerWrites(ApplicationAutoScalingClient scaling, int atLeast) {
    scaling.registerScalableTarget(
        request ->
            request
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/" + SCALED)
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_WRITE_CAPACITY_UNITS)
                .minCapacity(atLeast)
                .maxCapacity(10));
  }
}
