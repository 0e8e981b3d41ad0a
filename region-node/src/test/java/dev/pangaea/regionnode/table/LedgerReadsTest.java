package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.AnyCredentials;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.api.http.ApiServer;
import dev.pangaea.regionnode.api.http.ApiServerSettings;
import dev.pangaea.regionnode.api.http.SdkClients;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.ledger.LedgerBeginning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** The conflict ledger of a region that met another's writes, through the SDK. */
class LedgerReadsTest {
  private static final String LEDGER = "pangaea.conflicts";
  private static RegionPair regions;
  private static Vertx vertx;
  private static ApiServer api;
  private static DynamoDbClient client;

  @BeforeAll
  static void conflict() throws Exception {
    regions = new RegionPair();
    for (String table : List.of("orders", "carts", "gone", "large")) {
      regions.create(table);
      regions.replicate(table);
      for (String key : List.of("a", "b")) {
        String more = table.equals("large") ? "x".repeat(300 * 1024) : "";
        regions.us.put(table, key, "us " + key + more);
        regions.eu.put(table, key, "eu " + key + more);
      }
      await(() -> !regions.exchange() && regions.eu.states(table).equals(regions.us.states(table)));
    }
    regions.us.tables.delete("gone").toCompletableFuture().get();
    await(() -> regions.exchangeAnd(regions.us.status("gone").isEmpty()));
    vertx = Vertx.vertx();
    RegionName us = regions.us.name;
    api =
        ApiServer.start(
            vertx,
            ApiServerSettings.of("127.0.0.1", 0),
            Operations.of(
                Identity.of(us, List.of(us)),
                regions.us.tables,
                regions.us.store,
                regions.us.leaders),
            new AnyCredentials(),
            new SimpleMeterRegistry(),
            new SplittableRandom(1));
    client = SdkClients.of(api.port(), DynamoDbClient.builder());
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    api.close();
    vertx.close().await();
    regions.close();
  }

  @Test
  void aTablesConflictsAreThereWholeInTheOrderOfTheirDecisions() {
    List<Map<String, AttributeValue>> found = conflicts("orders").items();
    assertThat(found).hasSize(2).isSortedAccordingTo((a, b) -> id(a).compareTo(id(b)));
    for (Map<String, AttributeValue> each : found) {
      String key = each.get("item").s();
      assertThat(each.get("key").m()).isEqualTo(Map.of("pk", fromS(key)));
      assertThat(each.get("rule").s()).isEqualTo("last-writer-wins");
      assertThat(each.get("winner").m().get("image").m().get("value"))
          .isEqualTo(visible("orders", key));
      assertThat(each.get("loser").m().get("image").m().get("value"))
          .isEqualTo(lost("orders", key));
      String region = each.get("loser").m().get("region").s();
      assertThat(each.get("loser").m().get("context").m()).containsOnlyKeys(region);
      assertThat(id(each)).startsWith(each.get("decidedAt").s());
    }
  }

  @Test
  void theLedgerIsAsOldAsWhatKeepsIt() {
    Instant created =
        client
            .describeTable(describe -> describe.tableName("pangaea.conflicts"))
            .table()
            .creationDateTime();
    assertThat(LedgerBeginning.millis(regions.us.store)).contains(created.toEpochMilli());
    for (Map<String, AttributeValue> each : conflicts("orders").items()) {
      assertThat(Long.parseLong(each.get("decidedMillis").n()))
          .isGreaterThanOrEqualTo(created.toEpochMilli());
    }
    assertThat(created).isAfter(Instant.EPOCH);
  }

  @Test
  void theyStayWhenTheirTableIsGone() {
    assertThat(conflicts("gone").items()).hasSize(2);
    assertThat(client.listTables().tableNames()).containsExactly("carts", "large", "orders");
  }

  /** Larger than any item that an application may put. */
  @Test
  void aConflictOfLargeItemsIsReadWholeAndCountsForItsSize() {
    QueryResponse found = client.query(ofTable("large").returnConsumedCapacity("TOTAL").build());
    assertThat(found.items()).hasSize(2);
    for (Map<String, AttributeValue> each : found.items()) {
      for (String side : List.of("winner", "loser")) {
        assertThat(each.get(side).m().get("image").m().get("value").s()).hasSize(4 + 300 * 1024);
      }
    }
    assertThat(found.consumedCapacity().capacityUnits())
        .isBetween(4 * 300 / 4.0, 4 * 300 / 4.0 + 2);
    assertThat(found.hasLastEvaluatedKey()).isTrue();
  }

  @Test
  void oneItemsConflictsAreFoundByItsKey() {
    QueryResponse found =
        query(
            request ->
                request
                    .indexName("by-item")
                    .keyConditionExpression("#t = :t AND #i = :i")
                    .expressionAttributeNames(Map.of("#t", "table", "#i", "item"))
                    .expressionAttributeValues(Map.of(":t", fromS("carts"), ":i", fromS("b")))
                    .select("ALL_ATTRIBUTES"));
    assertThat(found.items()).hasSize(1);
    assertThat(found.items().getFirst().get("loser").m().get("image").m().get("value"))
        .isEqualTo(lost("carts", "b"));
  }

  @Test
  void oneIsGotByItsIdStronglyAlone() {
    Map<String, AttributeValue> wanted = conflicts("orders").items().getFirst();
    Map<String, AttributeValue> key = Map.of("table", wanted.get("table"), "id", wanted.get("id"));
    assertThat(client.getItem(get -> get.tableName(LEDGER).key(key).consistentRead(true)).item())
        .isEqualTo(wanted);
    assertThat(
            client
                .transactGetItems(
                    get ->
                        get.transactItems(
                            TransactGetItem.builder()
                                .get(one -> one.tableName(LEDGER).key(key))
                                .build()))
                .responses()
                .getFirst()
                .item())
        .isEqualTo(wanted);
  }

  @Test
  void aScanGivesAllOfThemPageByPageAndInSegments() {
    TreeMap<String, String> seen = new TreeMap<>();
    client
        .scanPaginator(scan -> scan.tableName(LEDGER).limit(1))
        .items()
        .forEach(each -> seen.put(id(each), each.get("table").s()));
    assertThat(seen).hasSize(8);
    int inSegments = 0;
    for (int segment = 0; segment < 3; segment++) {
      int number = segment;
      inSegments += count(scan -> scan.tableName(LEDGER).segment(number).totalSegments(3));
    }
    assertThat(inSegments).isEqualTo(8);
  }

  @Test
  void filtersAndProjectionsWorkAsOnAnyTable() {
    QueryResponse found =
        client.query(
            ofTable("orders")
                .filterExpression("loser.image.#v = :v")
                .projectionExpression("loser.image.#v, id")
                .expressionAttributeNames(Map.of("#t", "table", "#v", "value"))
                .expressionAttributeValues(Map.of(":t", fromS("orders"), ":v", lost("orders", "a")))
                .build());
    assertThat(found.scannedCount()).isEqualTo(2);
    assertThat(found.items()).hasSize(1);
    assertThat(found.items().getFirst()).containsOnlyKeys("loser", "id");
  }

  @Test
  void itDescribesItselfAsATable() {
    TableDescription table = client.describeTable(d -> d.tableName(LEDGER)).table();
    assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
    assertThat(table.itemCount()).isEqualTo(8);
    assertThat(table.tableSizeBytes()).isPositive();
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(table.keySchema()).extracting("attributeName").containsExactly("table", "id");
    assertThat(table.localSecondaryIndexes()).hasSize(1);
    assertThat(table.localSecondaryIndexes().getFirst().itemCount()).isEqualTo(8);
  }

  @Test
  @SuppressWarnings("unchecked")
  void nobodyElseWritesIt() {
    Map<String, AttributeValue> item = Map.of("table", fromS("orders"), "id", fromS("mine"));
    denied(() -> client.putItem(put -> put.tableName(LEDGER).item(item)));
    denied(() -> client.deleteItem(delete -> delete.tableName(LEDGER).key(item)));
    denied(() -> client.updateItem(update -> update.tableName(LEDGER).key(item)));
    denied(
        () ->
            client.batchWriteItem(
                write ->
                    write.requestItems(
                        Map.of(
                            LEDGER,
                            List.of(
                                software.amazon.awssdk.services.dynamodb.model.WriteRequest
                                    .builder()
                                    .putRequest(put -> put.item(item))
                                    .build())))));
    denied(
        () ->
            client.transactWriteItems(
                write ->
                    write.transactItems(each -> each.put(p -> p.tableName(LEDGER).item(item)))));
    denied(() -> client.deleteTable(delete -> delete.tableName(LEDGER)));
    denied(
        () ->
            client.updateTable(
                update -> update.tableName(LEDGER).deletionProtectionEnabled(false)));
    assertThatThrownBy(
            () ->
                client.createTable(
                    create ->
                        create
                            .tableName(LEDGER)
                            .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                            .keySchema(k -> k.attributeName("p").keyType("HASH"))
                            .billingMode("PAY_PER_REQUEST")))
        .isInstanceOf(ResourceInUseException.class);
    assertThat(count(scan -> scan.tableName(LEDGER))).isEqualTo(8);
  }

  private static int count(Consumer<ScanRequest.Builder> scan) {
    return client.scanPaginator(scan).stream().mapToInt(ScanResponse::count).sum();
  }

  private static void denied(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
  }

  private static AttributeValue visible(String table, String key) {
    return client
        .getItem(get -> get.tableName(table).key(Map.of("pk", fromS(key))))
        .item()
        .get("value");
  }

  private static AttributeValue lost(String table, String key) {
    return fromS((visible(table, key).s().startsWith("us") ? "eu " : "us ") + key);
  }

  private static QueryResponse conflicts(String table) {
    return client.query(ofTable(table).build());
  }

  private static QueryRequest.Builder ofTable(String table) {
    return QueryRequest.builder()
        .tableName(LEDGER)
        .consistentRead(true)
        .keyConditionExpression("#t = :t")
        .expressionAttributeNames(Map.of("#t", "table"))
        .expressionAttributeValues(Map.of(":t", fromS(table)));
  }

  private static QueryResponse query(Consumer<QueryRequest.Builder> request) {
    QueryRequest.Builder builder = QueryRequest.builder().tableName(LEDGER);
    request.accept(builder);
    return client.query(builder.build());
  }

  private static String id(Map<String, AttributeValue> conflict) {
    return conflict.get("id").s();
  }
}
