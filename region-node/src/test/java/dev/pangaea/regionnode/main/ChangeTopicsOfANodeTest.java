package dev.pangaea.regionnode.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import dev.pangaea.regionnode.trigger.json.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Change topics of a whole node, over topics in memory that fail as they are told to. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class ChangeTopicsOfANodeTest extends StreamedNode {
  private static final String TOPIC = "us-east-1.orders.changes";
  private static final Tag ON = Tag.builder().key("pangaea:change-topic").value("on").build();
  private static final long LOOK_NANOS = 5_000_000;

  @Test
  void theTopicTellsWhatTheStreamTells() throws Exception {
    String stream = create(StreamViewType.NEW_AND_OLD_IMAGES);
    put("before", 1);
    tag();
    put("a", 1);
    put("a", 2);
    delete("a");
    await(() -> told().size() == 4);
    assertThat(told()).containsExactlyInAnyOrderElementsOf(ids(all(stream)));
    TopicRecord removal = records("a").getLast();
    assertThat(text(removal)).startsWith("{\"eventID\":\"").contains("\"eventName\":\"REMOVE\"");
    assertThat(new String(removal.key().toArray(), UTF_8)).isEqualTo("{\"p\":{\"S\":\"a\"}}");
    assertThat(removal.headers())
        .containsEntry("pangaea.origin.region", "us-east-1")
        .containsEntry("pangaea.origin.replicated", "false")
        .containsKeys("pangaea.position", "pangaea.origin.version")
        .doesNotContainKey("pangaea.gap");
    await(
        () ->
            metrics()
                .contains(
                    "pangaea_change_topic_records_total{region=\"us-east-1\",table=\"orders\"} 4.0"));
    await(
        () ->
            metrics()
                .contains(
                    "pangaea_change_topic_lag_seconds{region=\"us-east-1\",table=\"orders\"} 0.0"));
  }

  @Test
  void nothingIsToldTwiceOrLeftOutWhateverBecomesOfAnswers() {
    String stream = create(StreamViewType.KEYS_ONLY);
    tag();
    List<Fate> fates = List.of(Fate.IN_DOUBT_KEPT, Fate.IN_DOUBT_LOST, Fate.IN_DOUBT_KEPT);
    for (int round = 1; round <= fates.size(); round++) {
      logs.topics().nextFates(fates.get(round - 1));
      for (int each = 0; each < 10; each++) {
        put("item " + each % 5, each);
      }
      String failed =
          "pangaea_change_topic_failures_total{region=\"us-east-1\",table=\"orders\"} %d.0"
              .formatted(round);
      await(() -> metrics().contains(failed));
    }
    await(() -> told().size() >= 30);
    assertThat(told()).containsExactlyInAnyOrderElementsOf(ids(all(stream)));
    for (int item = 0; item < 5; item++) {
      assertThat(records("item " + item).stream().map(this::sequence).toList()).isSorted();
    }
  }

  @Test
  void aNodeThatIsStartedAgainGoesOnWhereTheTopicEnds() throws IOException {
    String stream = create(StreamViewType.NEW_IMAGE);
    tag();
    put("a", 1);
    await(() -> told().size() == 1);
    logs.topics().nextFates(Fate.IN_DOUBT_KEPT);
    put("a", 2);
    await(() -> told().size() == 2);
    restart();
    put("b", 3);
    await(() -> told().size() == 3);
    assertThat(told()).containsExactlyInAnyOrderElementsOf(ids(all(stream)));
  }

  @Test
  void whatATopicHasLostIsToldAgain() throws IOException {
    create(StreamViewType.NEW_IMAGE);
    tag();
    for (int value = 0; value < 5; value++) {
      put("a", value);
    }
    await(() -> told().size() == 5);
    List<String> before = told();
    int partition = records("a").getFirst().partition();
    stop();
    logs.topics().truncate(TOPIC, partition, 2);
    start();
    await(() -> told().size() == 5);
    assertThat(told()).isEqualTo(before);
  }

  @Test
  void aTopicOutlivesItsTableAndGoesOnWithTheNextOfItsName() {
    create(StreamViewType.NEW_IMAGE);
    tag();
    put("a", 1);
    logs.topics().available(false);
    put("a", 2);
    api.deleteTable(drop -> drop.tableName(TABLE));
    api.waiter().waitUntilTableNotExists(of -> of.tableName(TABLE), StreamedNode::quickly);
    logs.topics().available(true);
    await(() -> records("a").size() == 2);
    create(StreamViewType.NEW_IMAGE);
    tag();
    put("a", 3);
    await(() -> records("a").size() == 3);
    List<TopicRecord> all = records("a");
    assertThat(all).allMatch(record -> !record.headers().containsKey("pangaea.gap"));
    assertThat(arn(all.get(0))).isEqualTo(arn(all.get(1))).isNotEqualTo(arn(all.get(2)));
  }

  @Test
  void aTableWithoutAStreamHasNoTopicAndTheStreamStaysAsLongAsTheTopicIsWanted() {
    create(StreamViewType.NEW_IMAGE);
    tag();
    assertThat(refusal(() -> turn(null)))
        .isEqualTo(
            "One or more parameter values were invalid: a table with the tag pangaea:change-topic"
                + " needs a stream");
    untag();
    turn(null);
    assertThat(refusal(this::tag)).endsWith("the tag pangaea:change-topic needs a stream");
    assertThat(
            refusal(
                () ->
                    api.tagResource(
                        tag ->
                            tag.resourceArn(table().tableArn())
                                .tags(ON.toBuilder().value("yes").build()))))
        .isEqualTo(
            "The Tag Value provided is invalid, Value: yes, Key: pangaea:change-topic, valid"
                + " values: on");
  }

  @Test
  void whileItIsNotWantedTheTopicRestsAndLaterItCatchesUp() {
    String stream = create(StreamViewType.NEW_IMAGE);
    tag();
    put("a", 1);
    await(() -> told().size() == 1);
    untag();
    await(() -> !metrics().contains("pangaea_change_topic_lag_seconds{"));
    put("a", 2);
    assertThat(told()).hasSize(1);
    tag();
    await(() -> told().size() == 2);
    assertThat(told()).isEqualTo(ids(all(stream)));
  }

  @Test
  void aStreamThatEndsAndBeginsAgainIsToldToItsEndAndWhatLiesBetweenIsAGap() {
    create(StreamViewType.NEW_IMAGE);
    tag();
    put("a", 1);
    await(() -> records("a").size() == 1);
    logs.topics().available(false);
    put("a", 2);
    untag();
    turn(null);
    put("a", 3);
    turn(StreamViewType.KEYS_ONLY);
    tag();
    put("a", 4);
    logs.topics().available(true);
    await(() -> records("a").size() == 3);
    put("a", 5);
    await(() -> records("a").size() == 4);
    List<TopicRecord> all = records("a");
    assertThat(all.stream().map(record -> record.headers().containsKey("pangaea.gap")))
        .containsExactly(false, false, true, false);
    assertThat(all.stream().map(record -> text(record).contains("NewImage")))
        .containsExactly(true, true, false, false);
    assertThat(arn(all.get(0))).isEqualTo(arn(all.get(1))).isNotEqualTo(arn(all.get(2)));
    assertThat(arn(all.get(2))).isEqualTo(arn(all.get(3))).isEqualTo(table().latestStreamArn());
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  private void stop() {
    streams.close();
    api.close();
    node.close();
  }

  private void tag() {
    api.tagResource(tag -> tag.resourceArn(table().tableArn()).tags(ON));
  }

  private void untag() {
    api.untagResource(untag -> untag.resourceArn(table().tableArn()).tagKeys(ON.key()));
  }

  private static String refusal(Runnable request) {
    List<String> refusals = new ArrayList<>();
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            failure -> refusals.add(failure.awsErrorDetails().errorMessage()));
    return refusals.getFirst();
  }

  private List<String> told() {
    return logs.topics().records(TOPIC).stream()
        .flatMap(List::stream)
        .map(record -> text(json(record), "eventID"))
        .toList();
  }

  private List<TopicRecord> records(String item) {
    return logs.topics().records(TOPIC).stream()
        .flatMap(List::stream)
        .filter(record -> new String(record.key().toArray(), UTF_8).contains("\"" + item + "\""))
        .toList();
  }

  private static List<String> ids(List<Record> records) {
    return records.stream().map(Record::eventID).toList();
  }

  private String sequence(TopicRecord record) {
    return text((JsonValue.Members) json(record).values().get("dynamodb"), "SequenceNumber");
  }

  private static String arn(TopicRecord record) {
    return text(json(record), "eventSourceARN");
  }

  private static JsonValue.Members json(TopicRecord record) {
    return (JsonValue.Members) JsonValues.read(record.value().toArray());
  }

  private static String text(TopicRecord record) {
    return new String(record.value().toArray(), UTF_8);
  }

  private static String text(JsonValue.Members of, String name) {
    return ((JsonValue.Text) of.values().get(name)).value();
  }

  private String metrics() {
    try (HttpClient http = Http1.client()) {
      URI metrics = URI.create("http://" + HOST + ":" + node.controlPort() + "/metrics");
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
