package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A global table with an index: both regions give the same pages of it. */
@InThisProcess
class QueriesIT {
  private static final String TABLE = "messages";
  private static final String INDEX = "by-author";
  private static final int ROOMS = 4;
  private static final int MESSAGES = 60;

  @TempDir private static Path folder;
  private static EmbeddedDemo demo;
  private static DynamoDbClient us;
  private static DynamoDbClient eu;

  @BeforeAll
  static void start() throws Exception {
    demo = EmbeddedDemo.start(folder);
    us = demo.client(US);
    eu = demo.client(EU);
    createInBoth();
    for (int number = 0; number < ROOMS * MESSAGES; number++) {
      put(number % 2 == 0 ? us : eu, number);
    }
    for (DynamoDbClient region : List.of(us, eu)) {
      Await.until("all is there", SOON, () -> all(region).size() == ROOMS * MESSAGES);
    }
  }

  @AfterAll
  static void stop() {
    us.close();
    eu.close();
    demo.close();
  }

  @Test
  void bothRegionsGiveTheSamePages() {
    for (int limit : new int[] {7, 60, 1000}) {
      List<Map<String, AttributeValue>> here = room(us, "room-1", limit, true);
      assertThat(here).hasSize(MESSAGES).isEqualTo(room(eu, "room-1", limit, true));
      assertThat(here).extracting(message -> message.get("text").s()).startsWith("m1", "m5");
      assertThat(room(eu, "room-1", limit, false)).isEqualTo(here.reversed());
    }
    assertThat(all(us)).isEqualTo(all(eu));
  }

  @Test
  void segmentsPartTheTableAndItsIndex() {
    for (boolean ofIndex : new boolean[] {false, true}) {
      List<Map<String, AttributeValue>> found = new ArrayList<>();
      for (int segment = 0; segment < 6; segment++) {
        int number = segment;
        found.addAll(
            scan(
                eu,
                scan -> {
                  scan.segment(number).totalSegments(6).limit(9);
                  if (ofIndex) {
                    scan.indexName(INDEX);
                  }
                }));
      }
      assertThat(found).hasSize(ROOMS * MESSAGES).containsExactlyInAnyOrderElementsOf(all(us));
    }
  }

  @Test
  void theIndexOfEachRegionFollowsWritesOfTheOther() {
    Map<String, AttributeValue> key = Map.of("room", s("room-x"), "at", n(1));
    us.putItem(
        put ->
            put.tableName(TABLE)
                .item(Map.of("room", s("room-x"), "at", n(1), "author", s("zoe"), "text", s("?"))));
    Await.until("it is in the index there", SOON, () -> author(eu, "zoe").size() == 1);
    eu.deleteItem(delete -> delete.tableName(TABLE).key(key));
    assertThat(author(eu, "zoe")).isEmpty();
    Await.until("it is out of the index here", SOON, () -> author(us, "zoe").isEmpty());
  }

  @Test
  void anAuthorsMessagesComeInOrder() {
    List<Map<String, AttributeValue>> found = author(us, "author-2");
    assertThat(found).hasSize(ROOMS * MESSAGES / 3).isEqualTo(author(eu, "author-2"));
    assertThat(found).extracting(message -> Long.parseLong(message.get("at").n())).isSorted();
  }

  private static void put(DynamoDbClient region, int number) {
    region.putItem(
        put ->
            put.tableName(TABLE)
                .item(
                    Map.of(
                        "room",
                        s("room-" + number % ROOMS),
                        "at",
                        n(number),
                        "author",
                        s("author-" + number % 3),
                        "text",
                        s("m" + number))));
  }

  private static List<Map<String, AttributeValue>> room(
      DynamoDbClient region, String room, int limit, boolean forward) {
    return query(
        region,
        query ->
            query
                .keyConditionExpression("room = :room AND #at >= :from")
                .expressionAttributeNames(Map.of("#at", "at"))
                .expressionAttributeValues(Map.of(":room", s(room), ":from", n(0)))
                .scanIndexForward(forward)
                .consistentRead(true)
                .limit(limit));
  }

  private static List<Map<String, AttributeValue>> author(DynamoDbClient region, String author) {
    return query(
        region,
        query ->
            query
                .indexName(INDEX)
                .keyConditionExpression("author = :author")
                .expressionAttributeValues(Map.of(":author", s(author))));
  }

  private static List<Map<String, AttributeValue>> query(
      DynamoDbClient region, Consumer<QueryRequest.Builder> wanted) {
    QueryRequest request = QueryRequest.builder().tableName(TABLE).applyMutation(wanted).build();
    return region.queryPaginator(request).items().stream().toList();
  }

  private static List<Map<String, AttributeValue>> all(DynamoDbClient region) {
    return scan(region, scan -> scan.consistentRead(true));
  }

  private static List<Map<String, AttributeValue>> scan(
      DynamoDbClient region, Consumer<ScanRequest.Builder> wanted) {
    ScanRequest request = ScanRequest.builder().tableName(TABLE).applyMutation(wanted).build();
    return region.scanPaginator(request).items().stream().toList();
  }

  private static void createInBoth() {
    us.createTable(
        create ->
            create
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute("room", ScalarAttributeType.S),
                    attribute("at", ScalarAttributeType.N),
                    attribute("author", ScalarAttributeType.S))
                .keySchema(key("room", KeyType.HASH), key("at", KeyType.RANGE))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(key("author", KeyType.HASH), key("at", KeyType.RANGE))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    Await.until("it is made", SOON, () -> active(us));
    us.updateTable(
        update ->
            update
                .tableName(TABLE)
                .replicaUpdates(
                    ReplicationGroupUpdate.builder()
                        .create(create -> create.regionName(EU))
                        .build()));
    Await.until("it is in both", SOON, () -> active(us) && replicated() && active(eu));
  }

  private static boolean active(DynamoDbClient region) {
    return region.listTables().tableNames().contains(TABLE)
        && region.describeTable(describe -> describe.tableName(TABLE)).table().tableStatus()
            == TableStatus.ACTIVE;
  }

  private static boolean replicated() {
    return us.describeTable(describe -> describe.tableName(TABLE)).table().replicas().stream()
        .anyMatch(replica -> replica.replicaStatus() == ReplicaStatus.ACTIVE);
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
