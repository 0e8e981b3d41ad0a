package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Items of a global table that expire, with the AWS SDK and real stores. */
@InThisProcess
class ExpiryIT {
  private static final String TABLE = "sessions";
  private static final String INDEX = "by-user";

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
  }

  @AfterAll
  static void stop() {
    us.close();
    eu.close();
    demo.close();
  }

  @Test
  void itemsGoInBothRegionsOnceTheirTimeIsUpAndNoOthers() {
    long now = Instant.now().getEpochSecond();
    put(us, "before", n(now - 60));
    put(us, "later", n(now + 3600));
    put(us, "text", s(Long.toString(now - 60)));
    put(us, "long-ago", n(now - 6L * 366 * 86_400));
    eu.updateTimeToLive(
        update ->
            update
                .tableName(TABLE)
                .timeToLiveSpecification(wanted -> wanted.enabled(true).attributeName("gone")));
    Await.until(
        "the other region knows",
        SOON,
        () ->
            us.describeTimeToLive(describe -> describe.tableName(TABLE))
                    .timeToLiveDescription()
                    .timeToLiveStatus()
                == TimeToLiveStatus.ENABLED);
    put(us, "soon", n(now + 3));
    put(eu, "at-once", n(now - 1));
    Set<String> staying = Set.of("later", "text", "long-ago");
    for (DynamoDbClient region : List.of(us, eu)) {
      Await.until("they are gone", SOON, () -> keys(region).equals(staying));
      assertThat(indexed(region)).isEqualTo(staying);
    }
    assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(now + 3);
  }

  private static void put(DynamoDbClient region, String key, AttributeValue until) {
    region.putItem(
        put -> put.tableName(TABLE).item(Map.of("id", s(key), "user", s("ann"), "gone", until)));
  }

  private static Set<String> keys(DynamoDbClient region) {
    return keys(region.scan(scan -> scan.tableName(TABLE).consistentRead(true)).items());
  }

  private static Set<String> indexed(DynamoDbClient region) {
    return keys(
        region
            .query(
                query ->
                    query
                        .tableName(TABLE)
                        .indexName(INDEX)
                        .keyConditionExpression("#user = :user")
                        .expressionAttributeNames(Map.of("#user", "user"))
                        .expressionAttributeValues(Map.of(":user", s("ann"))))
            .items());
  }

  private static Set<String> keys(List<Map<String, AttributeValue>> items) {
    TreeSet<String> keys = new TreeSet<>();
    items.forEach(item -> keys.add(item.get("id").s()));
    return keys;
  }

  private static void createInBoth() {
    us.createTable(
        create ->
            create
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id"), attribute("user"))
                .keySchema(key("id"))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(key("user"))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    Await.until("it is made", SOON, () -> isActive(us));
    us.updateTable(
        update ->
            update
                .tableName(TABLE)
                .replicaUpdates(
                    ReplicationGroupUpdate.builder()
                        .create(create -> create.regionName(EU))
                        .build()));
    Await.until("it is in both", SOON, () -> isThere() && isActive(us) && isActive(eu));
  }

  private static boolean isThere() {
    return eu.listTables().tableNames().contains(TABLE);
  }

  private static boolean isActive(DynamoDbClient region) {
    return region.describeTable(describe -> describe.tableName(TABLE)).table().tableStatus()
        == TableStatus.ACTIVE;
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
