package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What the streams of a whole node tell the AWS SDK. */
@Timeout(120)
class StreamsOfANodeTest {
  private static final String HOST = "127.0.0.1";
  private static final String TABLE = "orders";
  private static final int PARTITIONS = 4;

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final InstantSource wallClock = () -> Instant.now().plus(ahead());
  private final MemoryRegionLog logs = new MemoryRegionLog(wallClock);
  private volatile Duration ahead = Duration.ZERO;
  private RegionNode node;
  private DynamoDbClient api;
  private DynamoDbStreamsClient streams;

  @BeforeEach
  void start() throws IOException {
    node =
        RegionNode.start(
            vertx,
            new RegionNodeSettings(
                new RegionName("us-east-1"),
                new TreeSet<>(),
                HOST,
                0,
                AllowedOrigins.ANY,
                HOST,
                0,
                folder,
                BackupFolders.below(folder),
                PARTITIONS,
                RegionNodeSettings.RETENTION,
                RegionNodeSettings.CLOCK_AHEAD_MAX,
                LedgerSettings.RETENTION,
                false),
            logs,
            wallClock,
            Optional.empty(),
            failure -> {
              throw new AssertionError(failure);
            });
    URI endpoint = URI.create("http://" + HOST + ":" + node.apiPort());
    StaticCredentialsProvider any =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    api =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(any)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(any)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void close() {
    streams.close();
    api.close();
    node.close();
    vertx.close().await();
  }

  @Test
  void tellsEveryChangeOfEveryItemInItsOrder() {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    for (int round = 0; round < 10; round++) {
      for (int item = 0; item < 20; item++) {
        put("item-" + item, round);
      }
    }
    delete("item-3");
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> folded = new HashMap<>();
    List<Record> records = all(stream);
    for (Record record : records) {
      Map<String, AttributeValue> key = record.dynamodb().keys();
      Map<String, AttributeValue> before = record.dynamodb().oldImage();
      assertThat(before).isEqualTo(folded.getOrDefault(key, Map.of()));
      assertThat(record.eventName())
          .isEqualTo(
              before.isEmpty()
                  ? OperationType.INSERT
                  : record.dynamodb().hasNewImage() ? OperationType.MODIFY : OperationType.REMOVE);
      folded.put(key, record.dynamodb().newImage());
    }
    assertThat(records).hasSize(201);
    assertThat(new HashSet<>(records.stream().map(Record::eventID).toList())).hasSize(201);
    for (int item = 0; item < 20; item++) {
      Map<String, AttributeValue> key = key("item-" + item);
      assertThat(folded.get(key))
          .isEqualTo(api.getItem(get -> get.tableName(TABLE).key(key)).item());
    }
  }

  @Test
  void aRecordHasWhatDynamoDbPutsThere() {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    put("a", 1);
    put("a", 1);
    Record record = all(stream).getFirst();
    assertThat(all(stream)).hasSize(1);
    assertThat(record.eventID()).matches("[0-9a-f]{32}");
    assertThat(record.eventVersion()).isEqualTo("1.1");
    assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
    assertThat(record.awsRegion()).isEqualTo("us-east-1");
    assertThat(record.userIdentity()).isNull();
    assertThat(record.dynamodb().keys()).isEqualTo(key("a"));
    assertThat(record.dynamodb().sizeBytes()).isEqualTo(2 + 2 + 3);
    assertThat(record.dynamodb().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(record.dynamodb().sequenceNumber()).matches("[1-9][0-9]{20,39}");
    assertThat(record.dynamodb().approximateCreationDateTime().getNano()).isZero();
  }

  @Test
  void streamsAreListedAndDescribedInPages() {
    String stream = create(StreamViewType.KEYS_ONLY);
    assertThat(streams.listStreams().streams()).hasSize(1);
    assertThat(streams.listStreams(list -> list.tableName("others")).streams()).isEmpty();
    assertThat(streams.listStreams(list -> list.exclusiveStartStreamArn(stream)).streams())
        .isEmpty();
    StreamDescription described = describe(stream);
    assertThat(described.streamStatus()).isEqualTo(StreamStatus.ENABLED);
    assertThat(described.streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
    assertThat(described.tableName()).isEqualTo(TABLE);
    assertThat(stream).endsWith("/stream/" + described.streamLabel());
    assertThat(described.keySchema().getFirst().attributeName()).isEqualTo("p");
    assertThat(described.shards()).hasSize(PARTITIONS);
    assertThat(described.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.shardId()).matches("shardId-[0-9]{20}-[0-9a-f]{8}");
              assertThat(shard.parentShardId()).isNull();
              assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
            });
    List<String> paged = new ArrayList<>();
    String[] last = {null};
    do {
      StreamDescription page =
          streams
              .describeStream(of -> of.streamArn(stream).limit(3).exclusiveStartShardId(last[0]))
              .streamDescription();
      page.shards().forEach(shard -> paged.add(shard.shardId()));
      last[0] = page.lastEvaluatedShardId();
    } while (last[0] != null);
    assertThat(paged)
        .isSorted()
        .isEqualTo(described.shards().stream().map(Shard::shardId).toList());
    assertThat(
            streams
                .describeStream(
                    of ->
                        of.streamArn(stream)
                            .shardFilter(
                                filter ->
                                    filter
                                        .type(ShardFilterType.CHILD_SHARDS)
                                        .shardId(paged.getFirst())))
                .streamDescription()
                .shards())
        .isEmpty();
  }

  @Test
  void iteratorsBeginWhereTheyAreToldTo() {
    String stream = create(StreamViewType.NEW_IMAGE);
    for (int value = 0; value < 5; value++) {
      put("a", value);
    }
    Shard shard = shardWithRecords(stream);
    List<Record> records = read(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    String third = records.get(2).dynamodb().sequenceNumber();
    assertThat(values(records)).containsExactly(0, 1, 2, 3, 4);
    assertThat(values(read(stream, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, third)))
        .containsExactly(2, 3, 4);
    assertThat(values(read(stream, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, third)))
        .containsExactly(3, 4);
    String latest = iterator(stream, shard, ShardIteratorType.LATEST, null);
    assertThat(streams.getRecords(get -> get.shardIterator(latest)).records()).isEmpty();
    put("a", 9);
    GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(latest).limit(1));
    assertThat(values(page.records())).containsExactly(9);
    assertThat(page.nextShardIterator()).isNotNull();
  }

  @Test
  void pagesEndAtTheirLimitAndAtAMegabyte() {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    for (int round = 0; round < 6; round++) {
      put("a", AttributeValue.fromS(round + "x".repeat(200_000)));
    }
    Shard shard = shardWithRecords(stream);
    String from = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    GetRecordsResponse first = streams.getRecords(get -> get.shardIterator(from));
    assertThat(first.records()).hasSize(3);
    GetRecordsResponse one =
        streams.getRecords(get -> get.shardIterator(first.nextShardIterator()).limit(1));
    assertThat(one.records()).hasSize(1);
    assertThat(read(stream, shard, ShardIteratorType.TRIM_HORIZON, null)).hasSize(6);
  }

  @Test
  void aStreamThatIsOffStaysReadableAndOnAgainIsAnother() {
    String first = create(StreamViewType.NEW_IMAGE);
    put("a", 1);
    turn(null);
    put("a", 2);
    assertThat(describe(first).streamStatus()).isEqualTo(StreamStatus.DISABLED);
    assertThat(describe(first).shards())
        .allMatch(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null);
    assertThat(table().streamSpecification()).isNull();
    assertThat(table().latestStreamArn()).isEqualTo(first);
    turn(StreamViewType.KEYS_ONLY);
    put("a", 3);
    String second = table().latestStreamArn();
    assertThat(second).isNotEqualTo(first);
    assertThat(values(all(first))).containsExactly(1);
    assertThat(all(second)).hasSize(1);
    assertThat(all(second).getFirst().dynamodb().hasNewImage()).isFalse();
    assertThat(streams.listStreams(list -> list.tableName(TABLE)).streams()).hasSize(2);
    assertThatThrownBy(() -> turn(StreamViewType.NEW_IMAGE))
        .hasMessageContaining("Table already has an enabled stream: TableName: " + TABLE);
  }

  @Test
  void theStreamOfADeletedTableStaysForADay() {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    put("a", 1);
    api.deleteTable(delete -> delete.tableName(TABLE));
    api.waiter().waitUntilTableNotExists(of -> of.tableName(TABLE), StreamsOfANodeTest::quickly);
    assertThat(describe(stream).streamStatus()).isEqualTo(StreamStatus.DISABLED);
    assertThat(values(all(stream))).containsExactly(1);
    String again = create(StreamViewType.NEW_AND_OLD_IMAGES);
    put("a", 2);
    assertThat(values(all(stream))).containsExactly(1);
    assertThat(values(all(again))).containsExactly(2);
  }

  @Test
  void iteratorsExpire() {
    String stream = create(StreamViewType.NEW_IMAGE);
    put("a", 1);
    Shard shard = shardWithRecords(stream);
    String iterator = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    ahead = Duration.ofMinutes(16);
    assertThatThrownBy(() -> streams.getRecords(get -> get.shardIterator(iterator)))
        .isInstanceOf(ExpiredIteratorException.class);
    assertThat(read(stream, shard, ShardIteratorType.TRIM_HORIZON, null)).hasSize(1);
  }

  @Test
  void refusesWhatIsNotThereOrIsNoSuchThing() {
    String stream = create(StreamViewType.NEW_IMAGE);
    Shard shard = describe(stream).shards().getFirst();
    String other = stream.substring(0, stream.length() - 4) + "0000";
    assertThatThrownBy(() -> describe(other))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found: Stream: " + other + " not found");
    String unknown = "shardId-00000000000000000000-00000000";
    assertThat(
            catchThrowableOfType(
                    ResourceNotFoundException.class,
                    () ->
                        streams.getShardIterator(
                            get ->
                                get.streamArn(stream)
                                    .shardId(unknown)
                                    .shardIteratorType(ShardIteratorType.LATEST)))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo("Requested resource not found: Shard does not exist");
    assertThat(refusal(() -> streams.getRecords(get -> get.shardIterator("x"))))
        .isEqualTo("Invalid ShardIterator");
    assertThat(refusal(() -> iterator(stream, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, null)))
        .isEqualTo("One or more parameter values were invalid: Invalid SequenceNumber");
    assertThat(refusal(() -> iterator(stream, shard, ShardIteratorType.LATEST, "1".repeat(26))))
        .isEqualTo(
            "One or more parameter values were invalid: SequenceNumber should not be passed for this iterator type");
    assertThat(refusal(() -> streams.listStreams(list -> list.limit(0))))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    assertThat(refusal(() -> streams.describeStream(of -> of.streamArn("x"))))
        .isEqualTo(
            "1 validation error detected: Value 'x' at 'streamArn' failed to satisfy constraint: Member must have length greater than or equal to 37");
  }

  private Duration ahead() {
    return ahead;
  }

  @SuppressWarnings("unchecked")
  private String create(StreamViewType view) {
    api.createTable(
        create ->
            create
                .tableName(TABLE)
                .attributeDefinitions(
                    one -> one.attributeName("p").attributeType(ScalarAttributeType.S))
                .keySchema(one -> one.attributeName("p").keyType(KeyType.HASH))
                .streamSpecification(of -> of.streamEnabled(true).streamViewType(view))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    return awaitActive().latestStreamArn();
  }

  private void turn(StreamViewType view) {
    api.updateTable(
        update ->
            update
                .tableName(TABLE)
                .streamSpecification(of -> of.streamEnabled(view != null).streamViewType(view)));
    awaitActive();
  }

  private TableDescription awaitActive() {
    return api.waiter()
        .waitUntilTableExists(of -> of.tableName(TABLE), StreamsOfANodeTest::quickly)
        .matched()
        .response()
        .orElseThrow()
        .table();
  }

  private static void quickly(WaiterOverrideConfiguration.Builder waiter) {
    waiter
        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
        .maxAttempts(600);
  }

  private TableDescription table() {
    return api.describeTable(of -> of.tableName(TABLE)).table();
  }

  private StreamDescription describe(String stream) {
    return streams.describeStream(of -> of.streamArn(stream)).streamDescription();
  }

  private Shard shardWithRecords(String stream) {
    return describe(stream).shards().stream()
        .filter(shard -> !read(stream, shard, ShardIteratorType.TRIM_HORIZON, null).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private List<Record> all(String stream) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : describe(stream).shards()) {
      records.addAll(read(stream, shard, ShardIteratorType.TRIM_HORIZON, null));
    }
    return records;
  }

  /** Reads until a page is empty, or the shard has ended. */
  private List<Record> read(String stream, Shard shard, ShardIteratorType type, String number) {
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

  private String iterator(String stream, Shard shard, ShardIteratorType type, String number) {
    return streams
        .getShardIterator(
            get ->
                get.streamArn(stream)
                    .shardId(shard.shardId())
                    .shardIteratorType(type)
                    .sequenceNumber(number))
        .shardIterator();
  }

  private static List<Integer> values(List<Record> records) {
    return records.stream()
        .map(record -> Integer.valueOf(record.dynamodb().newImage().get("v").n()))
        .toList();
  }

  private static String refusal(Runnable request) {
    DynamoDbException refused = catchThrowableOfType(DynamoDbException.class, () -> request.run());
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    return refused.awsErrorDetails().errorMessage();
  }

  private void put(String name, int value) {
    put(name, AttributeValue.fromN(Integer.toString(value)));
  }

  private void put(String name, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(key(name));
    item.put("v", value);
    api.putItem(put -> put.tableName(TABLE).item(item));
  }

  private void delete(String name) {
    api.deleteItem(delete -> delete.tableName(TABLE).key(key(name)));
  }

  private static Map<String, AttributeValue> key(String name) {
    return Map.of("p", AttributeValue.fromS(name));
  }
}
