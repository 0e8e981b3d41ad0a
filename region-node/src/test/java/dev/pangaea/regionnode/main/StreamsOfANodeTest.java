package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pangaea.regionnode.http.Http1;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What the streams of a whole node tell the AWS SDK. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class StreamsOfANodeTest extends StreamedNode {
  private static final String ORIGIN = "x-pangaea-stream-origin";

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
  void pagesOfStreamsTellEachOnce() {
    for (String table : List.of("orders", "orders-2", "orders.3", "orders0")) {
      create(table, StreamViewType.KEYS_ONLY);
    }
    List<String> tables = new ArrayList<>();
    String[] last = {null};
    do {
      ListStreamsResponse page =
          streams.listStreams(list -> list.limit(1).exclusiveStartStreamArn(last[0]));
      page.streams().forEach(stream -> tables.add(stream.tableName()));
      last[0] = page.lastEvaluatedStreamArn();
    } while (last[0] != null);
    assertThat(tables).containsExactlyInAnyOrder("orders", "orders-2", "orders.3", "orders0");
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
  void whoeverAsksIsToldWhereAChangeComesFrom() throws Exception {
    String stream = create(StreamViewType.NEW_IMAGE);
    put("a", 1);
    Shard shard = shardWithRecords(stream);
    String iterator = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    assertThat(
            streams
                .getRecords(
                    get ->
                        get.shardIterator(iterator)
                            .overrideConfiguration(with -> with.putHeader(ORIGIN, "true")))
                .records())
        .hasSize(1);
    assertThat(asked(iterator, "true"))
        .contains("\"origin\":{\"region\":\"us-east-1\",\"version\":\"")
        .contains("\"replicated\":false");
    assertThat(asked(iterator, "false")).doesNotContain("origin");
  }

  private String asked(String iterator, String origin) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + node.apiPort()))
            .header("X-Amz-Target", "DynamoDBStreams_20120810.GetRecords")
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Date", "20260101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=any")
            .header(ORIGIN, origin)
            .POST(BodyPublishers.ofString("{\"ShardIterator\":\"" + iterator + "\"}"))
            .build();
    try (HttpClient http = Http1.client()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void iteratorsExpire() {
    String stream = create(StreamViewType.NEW_IMAGE);
    put("a", 1);
    Shard shard = shardWithRecords(stream);
    String iterator = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    clocksAhead(Duration.ofMinutes(16));
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
}
