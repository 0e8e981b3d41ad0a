package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.api.http.SdkClients;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A whole node over a log in memory, and what tests of its streams ask of it by the AWS SDK. */
abstract class StreamedNode {
  static final String HOST = NodeAlone.HOST;
  static final String TABLE = "orders";
  static final int PARTITIONS = 4;

  @TempDir private Path folder;
  final Vertx vertx = Vertx.vertx();
  final InstantSource wallClock = () -> Instant.now().plus(ahead());
  final MemoryRegionLog logs = new MemoryRegionLog(wallClock);
  private volatile Duration ahead = Duration.ZERO;
  RegionNode node;
  DynamoDbClient api;
  DynamoDbStreamsClient streams;

  @BeforeEach
  void start() throws IOException {
    node =
        RegionNode.start(
            vertx,
            NodeAlone.settings(folder, PARTITIONS, false),
            regionLog(),
            wallClock,
            Optional.empty(),
            NodeAlone::onFailure);
    api = SdkClients.of(node.apiPort(), DynamoDbClient.builder());
    streams = SdkClients.of(node.apiPort(), DynamoDbStreamsClient.builder());
  }

  /** What keeps the region's logs; asked at each start. */
  RegionLog regionLog() throws IOException {
    return logs;
  }

  @AfterEach
  void close() {
    streams.close();
    api.close();
    node.close();
    vertx.close().await();
  }

  String create(StreamViewType view) {
    return create(TABLE, view);
  }

  @SuppressWarnings("unchecked")
  String create(String table, StreamViewType view) {
    api.createTable(
        create ->
            create
                .tableName(table)
                .attributeDefinitions(
                    one -> one.attributeName("p").attributeType(ScalarAttributeType.S))
                .keySchema(one -> one.attributeName("p").keyType(KeyType.HASH))
                .streamSpecification(of -> of.streamEnabled(true).streamViewType(view))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    return awaitActive(table).latestStreamArn();
  }

  void turn(StreamViewType view) {
    api.updateTable(
        update ->
            update
                .tableName(TABLE)
                .streamSpecification(of -> of.streamEnabled(view != null).streamViewType(view)));
    awaitActive();
  }

  TableDescription awaitActive() {
    return awaitActive(TABLE);
  }

  TableDescription awaitActive(String table) {
    return api.waiter()
        .waitUntilTableExists(of -> of.tableName(table), StreamedNode::quickly)
        .matched()
        .response()
        .orElseThrow()
        .table();
  }

  /** Looks again soon: a waiter left to itself does so after twenty seconds. */
  static void quickly(WaiterOverrideConfiguration.Builder waiter) {
    waiter
        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
        .maxAttempts(600);
  }

  TableDescription table() {
    return api.describeTable(of -> of.tableName(TABLE)).table();
  }

  StreamDescription describe(String stream) {
    return streams.describeStream(of -> of.streamArn(stream)).streamDescription();
  }

  Shard shardWithRecords(String stream) {
    return describe(stream).shards().stream()
        .filter(shard -> !read(stream, shard, ShardIteratorType.TRIM_HORIZON, null).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  List<Record> all(String stream) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : describe(stream).shards()) {
      records.addAll(read(stream, shard, ShardIteratorType.TRIM_HORIZON, null));
    }
    return records;
  }

  /** Reads until a page is empty, or the shard has ended. */
  List<Record> read(String stream, Shard shard, ShardIteratorType type, String number) {
    List<Record> records = new ArrayList<>();
    String next = iterator(stream, shard, type, number);
    while (next != null) {
      String iterator = next;
      GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(iterator));
      records.addAll(page.records());
      next = page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return records;
  }

  String iterator(String stream, Shard shard, ShardIteratorType type, String number) {
    return streams
        .getShardIterator(
            get ->
                get.streamArn(stream)
                    .shardId(shard.shardId())
                    .shardIteratorType(type)
                    .sequenceNumber(number))
        .shardIterator();
  }

  void put(String name, int value) {
    put(name, AttributeValue.fromN(Integer.toString(value)));
  }

  void put(String name, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(key(name));
    item.put("v", value);
    api.putItem(put -> put.tableName(TABLE).item(item));
  }

  void delete(String name) {
    api.deleteItem(delete -> delete.tableName(TABLE).key(key(name)));
  }

  static Map<String, AttributeValue> key(String name) {
    return Map.of("p", AttributeValue.fromS(name));
  }

  /** Its clock, and that of its log, is so far ahead from now on. */
  void clocksAhead(Duration by) {
    ahead = by;
  }

  private Duration ahead() {
    return ahead;
  }
}
