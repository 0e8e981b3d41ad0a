package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.TABLE;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.regionnode.main.ConflictsCommand;
import dev.pangaea.simulator.history.Explanation;
import dev.pangaea.simulator.history.RecordedTable;
import dev.pangaea.simulator.history.WhatIf;
import dev.pangaea.simulator.history.http.RecordedRegions;
import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Two regions that drift apart and come together again, as an application sees it. */
@InThisProcess
class StoryIT {
  private static final long APART_MILLIS = 3000;

  @TempDir private static Path folder;
  private static EmbeddedDemo demo;
  private static Application us;
  private static Application eu;

  @BeforeAll
  static void start() throws Exception {
    demo = EmbeddedDemo.start(folder);
    us = new Application(demo.client(US));
    eu = new Application(demo.client(EU));
  }

  @AfterAll
  static void stop() {
    us.close();
    eu.close();
    demo.close();
  }

  @Test
  void eachRegionNamesTheOtherAsTheReplicaOfTheTable() {
    assertThat(replicas(us)).containsExactly(EU + " " + ReplicaStatus.ACTIVE);
    assertThat(replicas(eu)).containsExactly(US + " " + ReplicaStatus.ACTIVE);
  }

  @Test
  void whatIsWrittenInOneRegionIsReadInTheOtherAndTheLagIsMeasured() throws IOException {
    us.put("from-us", "hello");
    eu.put("from-eu", "bonjour");

    eu.awaitValue("from-us", Optional.of("hello"));
    us.awaitValue("from-eu", Optional.of("bonjour"));

    for (String target : List.of(US, EU)) {
      Await.until("lag", SOON, () -> demo.replication(target).get("lagP99Millis").isNumber());
      JsonNode now = demo.replication(target);
      assertThat(now.get("lagP50Millis").asDouble())
          .isBetween(0.0, now.get("lagP99Millis").asDouble());
      assertThat(now.at("/totals/applied").asLong()).isPositive();
    }
  }

  @Test
  void regionsThatAreCutOffGoOnAloneAndAgreeAfterHealing() throws IOException {
    us.put("both", "before");
    eu.awaitValue("both", Optional.of("before"));
    demo.awaitAgreement();
    long conflictsInUs = conflicts(US);
    long conflictsInEu = conflicts(EU);
    Map<String, Long> losersSeen = Map.of(US, seen(US), EU, seen(EU));

    demo.cut();
    us.put("both", "of us");
    us.put("only-us", "1");
    awaitStaleness();
    eu.put("both", "of eu");
    eu.put("only-eu", "2");

    assertThat(us.get("both")).contains("of us");
    assertThat(eu.get("both")).contains("of eu");
    assertThat(us.get("only-eu")).isEmpty();
    assertThat(eu.get("only-us")).isEmpty();
    assertThat(demo.digest(US)).isNotEqualTo(demo.digest(EU));

    demo.heal();
    demo.awaitAgreement();

    for (Application each : List.of(us, eu)) {
      assertThat(each.read(List.of("both", "only-us", "only-eu")))
          .as("the later of the concurrent writes, and all others")
          .isEqualTo(Map.of("both", "of eu", "only-us", "1", "only-eu", "2"));
    }
    // A status tells how a region stood a moment ago.
    Await.until("us counts it", SOON, () -> conflicts(US) == conflictsInUs + 1);
    Await.until("eu counts it", SOON, () -> conflicts(EU) == conflictsInEu + 1);
    for (String target : List.of(US, EU)) {
      Await.until("it is counted", SOON, () -> seen(target) == losersSeen.get(target) + 1);
      Await.until("staleness falls", SOON, () -> staleness(target) < APART_MILLIS);
    }
    theLoserComesBackOnce();
  }

  /** What a conflict lost is in the ledger, is told on the topic, and comes back everywhere. */
  private static void theLoserComesBackOnce() {
    Map<String, AttributeValue> conflict = conflictOf("both");
    String id = conflict.get("id").s();
    assertThat(conflict.get("loser").m().get("image").toString()).contains("of us");
    assertThat(conflict.get("winner").m().get("image").toString()).contains("of eu");
    assertThat(told(EU, id)).contains("of us", "of eu").startsWith("{\"decidedAt\"");

    assertThat(conflicts("list", TABLE, "--item", "both")).contains(id);
    assertThat(conflicts("show", id)).contains("of us");
    assertThat(conflicts("restore", id)).contains("\"restored\"");
    us.awaitValue("both", Optional.of("of us"));
    eu.awaitValue("both", Optional.of("of us"));
    us.put("both", "later");
    eu.awaitValue("both", Optional.of("later"));
    assertThat(conflicts("restore", id)).contains("\"already restored\"");
    demo.awaitAgreement();
    assertThat(eu.get("both")).contains("later");
    assertThat(conflictOf("both")).containsKey("restoredAs");
  }

  private static Map<String, AttributeValue> conflictOf(String item) {
    return eu.client()
        .query(
            query ->
                query
                    .tableName("pangaea.conflicts")
                    .indexName("by-item")
                    .select("ALL_ATTRIBUTES")
                    .keyConditionExpression("#t = :t AND #i = :i")
                    .expressionAttributeNames(Map.of("#t", "table", "#i", "item"))
                    .expressionAttributeValues(
                        Map.of(
                            ":t", AttributeValue.fromS(TABLE), ":i", AttributeValue.fromS(item))))
        .items()
        .getLast();
  }

  /** What the command says, of eu-west-1. */
  private static String conflicts(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--control", "http://127.0.0.1:" + demo.region(EU).node().controlPort()));
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new ConflictsCommand())
            .setOut(new PrintWriter(out))
            .execute(all.toArray(String[]::new));
    assertThat(status).as("%s: %s", all, out).isZero();
    return out.toString();
  }

  /** A conflict as a stock consumer reads it from the region's topic. */
  private static String told(String region, String id) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            demo.region(region).broker().bootstrap(),
            "auto.offset.reset",
            "earliest",
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class);
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(new TopicPartition(region + ".conflicts", 0)));
      Await.until(
          "the conflict is told",
          SOON,
          () -> {
            for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
              if (each.value().contains(id)) {
                assertThat(each.key()).isEqualTo(TABLE + "/both");
                found.add(each.value());
              }
            }
            return !found.isEmpty();
          });
    }
    return found.getFirst();
  }

  @Test
  void aReadThatComesAfterAWriteElsewhereSeesItOrSaysThatItCannot() throws Exception {
    for (int number = 0; number < 20; number++) {
      String token = us.putForToken("after-" + number, "v");
      assertThat(eu.getAfter(token, Duration.ofSeconds(5), "after-" + number)).contains("v");
    }
    demo.cut();
    String one = us.putForToken("after-0", "anew");
    String two = us.putForToken("after-1", "anew");
    String both = one + "," + two;
    assertThat(us.getAfter(both, Duration.ZERO, "after-1")).as("at home").contains("anew");
    Application once = new Application(demo.clientWithoutRetries(EU));
    assertThatThrownBy(() -> once.getAfter(both, Duration.ofMillis(100), "after-1"))
        .isInstanceOfSatisfying(
            DynamoDbException.class, late -> assertThat(late.statusCode()).isEqualTo(503))
        .hasMessageContaining("not all visible in this region");
    assertThatThrownBy(() -> once.getAfter("nonsense", Duration.ZERO, "after-1"))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));

    CompletableFuture<Optional<String>> waiting =
        CompletableFuture.supplyAsync(
            () -> eu.getAfter(both, Duration.ofSeconds(5), "after-1"),
            waits -> Thread.ofPlatform().start(waits));
    Await.until(
        "it waits",
        SOON,
        () ->
            demo.metricsOfNode(EU)
                .contains("pangaea_api_after_waiting_requests{region=\"eu-west-1\"} 1.0"));
    assertThat(waiting).isNotDone();
    demo.heal();
    assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).contains("anew");
    once.close();
    demo.awaitAgreement();
  }

  @Test
  void repliesSayUpToWhenTheOtherRegionIsVisible() {
    Instant before = Instant.now();
    for (Application each : List.of(us, eu)) {
      Await.until("it has come so far", SOON, () -> visibleAsOf(each).isAfter(before));
    }
    assertThat(us.visibleAsOf()).startsWith(EU + "=");
    assertThat(visibleAsOf(us)).isBeforeOrEqualTo(Instant.now());
  }

  private static Instant visibleAsOf(Application each) {
    String said = each.visibleAsOf();
    return said.isEmpty() ? Instant.EPOCH : Instant.parse(said.substring(said.indexOf('=') + 1));
  }

  @Test
  void theLogsTellWhyAnItemHasItsValue() throws Exception {
    us.put("explained", "first");
    eu.awaitValue("explained", Optional.of("first"));
    eu.put("explained", "second");
    us.awaitValue("explained", Optional.of("second"));
    Map<String, URI> nodes = Map.of(US, control(US), EU, control(EU));
    try (RecordedRegions regions = RecordedRegions.of(nodes, Map.of(), Map.of())) {
      RecordedTable table = regions.table(EmbeddedDemo.TABLE);
      assertThat(table.notes()).isEmpty();
      assertThat(Explanation.of(table, "{\"pk\":{\"S\":\"explained\"}}").text())
          .containsSubsequence(
              "us-east-1 wrote 1: ",
              "eu-west-1 took in 1 from us-east-1: new here",
              "eu-west-1 wrote 2: ",
              "us-east-1 took in 2 from eu-west-1: newer than 1, which it had seen",
              "eu-west-1 holds ",
              "write 2, its own",
              "us-east-1 holds ",
              "write 2, of eu-west-1: it had seen all that was here");
      assertThat(Explanation.of(table, "{\"pk\":{\"S\":\"never\"}}").found()).isFalse();
      assertThat(WhatIf.of(table, List.of("last-writer-wins", "mergeable")).text(1))
          .contains("were in conflict");
    }
  }

  private URI control(String region) {
    return URI.create("http://127.0.0.1:" + demo.region(region).node().controlPort());
  }

  @Test
  void batchesAreWrittenInOneRegionAndReadInTheOther() {
    Map<String, String> puts = new TreeMap<>();
    for (int number = 0; number < 25; number++) {
      puts.put("batch-" + number, "v" + number);
    }
    List<String> keys = List.copyOf(puts.keySet());

    us.write(puts, List.of());
    Await.until("the batch is there", SOON, () -> eu.read(keys).equals(puts));
    eu.write(Map.of("batch-0", "anew"), List.of("batch-1", "batch-2"));

    Map<String, String> left = new TreeMap<>(puts);
    left.put("batch-0", "anew");
    left.keySet().removeAll(List.of("batch-1", "batch-2"));
    Await.until("the second one is back", SOON, () -> us.read(keys).equals(left));
    assertThat(eu.read(keys)).isEqualTo(left);
  }

  @Test
  void deletedItemsNeverComeBack() throws IOException {
    us.put("gone", "once here");
    us.put("gone-while-apart", "once here");
    eu.awaitValue("gone", Optional.of("once here"));
    eu.awaitValue("gone-while-apart", Optional.of("once here"));

    eu.delete("gone");
    us.awaitValue("gone", Optional.empty());
    demo.cut();
    us.put("gone-while-apart", "changed by us");
    awaitStaleness();
    eu.delete("gone-while-apart");
    assertThat(eu.get("gone-while-apart")).isEmpty();
    assertThat(us.get("gone-while-apart")).contains("changed by us");
    demo.heal();
    demo.awaitAgreement();

    // What a link carries after it broke may be what it carried before.
    for (String link : List.of(US + "-to-" + EU, EU + "-to-" + US)) {
      demo.control("POST", "/links/" + link + "/reset", "");
    }
    us.put("after", "the reset");
    eu.put("after-too", "the reset");
    eu.awaitValue("after", Optional.of("the reset"));
    us.awaitValue("after-too", Optional.of("the reset"));
    demo.awaitAgreement();

    for (Application each : List.of(us, eu)) {
      assertThat(each.get("gone")).isEmpty();
      assertThat(each.get("gone-while-apart")).isEmpty();
    }
  }

  private static void awaitStaleness() {
    for (String target : List.of(US, EU)) {
      Await.until(
          "staleness in " + target + " climbs", SOON, () -> staleness(target) >= APART_MILLIS);
    }
  }

  private static long staleness(String target) throws IOException {
    return demo.replication(target).get("stalenessMillis").asLong();
  }

  private static long conflicts(String region) throws IOException {
    return demo.standing(region).get("conflicts").asLong();
  }

  /** The conflicts that a region's replicator was told of. */
  private static long seen(String target) throws IOException {
    JsonNode totals = demo.replication(target).get("totals");
    return totals.get("conflictsWon").asLong() + totals.get("conflictsLost").asLong();
  }

  private static List<String> replicas(Application application) {
    TableDescription table =
        application.client().describeTable(request -> request.tableName(TABLE)).table();
    return table.replicas().stream()
        .map((ReplicaDescription each) -> each.regionName() + " " + each.replicaStatus())
        .toList();
  }
}
