package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.TableShape;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:59:58Z");
  private static final Target TARGET = new Target(URI.create("http://127.0.0.1:8001"), "eu-west-1");
  private static final TableShape SIMPLE = TableShape.simple(1_000);
  private static final ItemShape GROUPED = Plans.counted(200, new TableShape(100, true, 2, 10));

  private static Requests requests(ItemShape shape, boolean signed) {
    WirePlan wire =
        new WirePlan(1, 1, Duration.ofSeconds(1), new Credentials("me", "secret"), signed, false);
    return new Requests(TARGET, wire, "bench", shape);
  }

  private static String text(RequestTemplate template) {
    return new String(template.bytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode body(RequestTemplate template) throws Exception {
    String text = text(template);
    return new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  /** As DynamoDB counts: text in UTF-8, numbers in half a byte per significant digit and one. */
  private static int size(JsonNode item) {
    int size = 0;
    for (var attribute : item.properties()) {
      size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length;
      JsonNode value = attribute.getValue();
      size +=
          value.has("N")
              ? (new BigDecimal(value.path("N").asText()).stripTrailingZeros().precision() + 1) / 2
                  + 1
              : value.path("S").asText().getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  @Property(tries = 200)
  void anItemHasExactlyItsSize(
      @ForAll @IntRange(min = 126, max = 409_600) int itemBytes,
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long key,
      @ForAll @LongRange(min = 0, max = 9_999_999_999_999_999L) long stamp,
      @ForAll boolean sortKey,
      @ForAll @IntRange(min = 0, max = 5) int indexes,
      @ForAll boolean counted)
      throws Exception {
    TableShape table = new TableShape(100_000_000_000L, sortKey, indexes, 1000);
    ItemShape shape = new ItemShape("key-", itemBytes, table, counted);
    RequestTemplate put = requests(shape, false).put(NOW, new SplittableRandom(stamp), false);
    put.item(table, key);
    put.stamp(stamp);
    JsonNode item = body(put).path("Item");
    assertThat(size(item)).isEqualTo(itemBytes);
    assertThat(item.at("/pk/S").asText()).isEqualTo(shape.partitionKey(key));
    assertThat(item.at("/data/S").asText()).startsWith(String.format("%016d", stamp));
    assertThat(item.has("sk")).isEqualTo(sortKey);
    for (int index = 1; index <= indexes; index++) {
      assertThat(item.at("/g" + index + "/S").asText()).isEqualTo(shape.indexKey(key));
    }
    assertThat(item.size()).isEqualTo(2 + (sortKey ? 1 : 0) + indexes + (counted ? 1 : 0));
  }

  @Test
  void aSmallestItemHasItsKeyAndAStampAlone() throws Exception {
    RequestTemplate put = requests(Plans.shape(38), false).put(NOW, new SplittableRandom(1), false);
    put.item(SIMPLE, 7);
    put.stamp(8);
    assertThat(body(put).path("Item").toString())
        .isEqualTo("{\"pk\":{\"S\":\"key-000000000007\"},\"data\":{\"S\":\"0000000000000008\"}}");
  }

  @Test
  void anUpdateKeepsTheSizeOfItsItem() throws Exception {
    RequestTemplate update = requests(GROUPED, false).update(NOW, new SplittableRandom(1));
    RequestTemplate put = requests(GROUPED, false).put(NOW, new SplittableRandom(2), false);
    for (RequestTemplate template : List.of(update, put)) {
      template.item(GROUPED.table(), 23);
      template.stamp(5);
    }
    JsonNode values = body(update).path("ExpressionAttributeValues");
    ObjectNode item = (ObjectNode) body(put).path("Item");
    assertThat(text(update)).contains("X-Amz-Target: DynamoDB_20120810.UpdateItem\r\n");
    assertThat(body(update).path("Key").toString())
        .isEqualTo("{\"pk\":{\"S\":\"key-000000000003\"},\"sk\":{\"S\":\"000002\"}}");
    assertThat(body(update).path("UpdateExpression").asText()).isEqualTo("SET #d = :d ADD hits :n");
    assertThat(body(update).at("/ExpressionAttributeNames/#d").asText()).isEqualTo("data");
    assertThat(values.at("/:d/S").asText()).startsWith("0000000000000005");
    long hits = item.at("/hits/N").asLong();
    for (int i = 0; i < 1_000; i++) {
      hits += values.at("/:n/N").asLong();
      item.set("data", values.get(":d"));
      item.putObject("hits").put("N", Long.toString(hits));
      assertThat(size(item)).isEqualTo(GROUPED.itemBytes());
    }
  }

  @Test
  void aQueryAsksForTheItemsThatShareAKey() throws Exception {
    RequestTemplate ofTable =
        requests(GROUPED, false).query(NOW, new QueryPlan(Optional.empty(), 4), true);
    ofTable.item(GROUPED.table(), 23);
    assertThat(text(ofTable)).contains("X-Amz-Target: DynamoDB_20120810.Query\r\n");
    assertThat(body(ofTable).toString())
        .isEqualTo(
            "{\"TableName\":\"bench\",\"KeyConditionExpression\":\"pk = :k\","
                + "\"ExpressionAttributeValues\":{\":k\":{\"S\":\"key-000000000003\"}},"
                + "\"Limit\":4,\"ConsistentRead\":true}");
    RequestTemplate ofIndex =
        requests(GROUPED, false).query(NOW, new QueryPlan(Optional.of(2), 4), true);
    ofIndex.item(GROUPED.table(), 23);
    assertThat(body(ofIndex).toString())
        .isEqualTo(
            "{\"TableName\":\"bench\",\"IndexName\":\"g2-index\","
                + "\"KeyConditionExpression\":\"g2 = :k\","
                + "\"ExpressionAttributeValues\":{\":k\":{\"S\":\"000000000003\"}},\"Limit\":4}");
  }

  @Test
  void aConditionHoldsForEveryItemOfTheLoadAndForNone() throws Exception {
    RequestTemplate put = requests(GROUPED, false).put(NOW, new SplittableRandom(1), true);
    put.item(GROUPED.table(), 23);
    put.stamp(0);
    assertThat(body(put).path("ConditionExpression").asText())
        .isEqualTo("attribute_not_exists(pk) OR #d > :least");
    assertThat(body(put).at("/ExpressionAttributeNames/#d").asText()).isEqualTo("data");
    assertThat(body(put).at("/Item/data/S").asText())
        .isGreaterThan(body(put).at("/ExpressionAttributeValues/:least/S").asText());
    assertThat(size(body(put).path("Item"))).isEqualTo(GROUPED.itemBytes());
  }

  @Test
  void aRequestIsWellFormedHttp() throws Exception {
    RequestTemplate read = requests(Plans.shape(1024), false).get(NOW, true);
    read.item(SIMPLE, 42);
    String text = text(read);
    assertThat(text)
        .startsWith("POST / HTTP/1.1\r\n")
        .contains(
            "\r\nHost: 127.0.0.1:8001\r\n",
            "\r\nContent-Type: application/x-amz-json-1.0\r\n",
            "\r\nX-Amz-Target: DynamoDB_20120810.GetItem\r\n",
            "\r\nX-Amz-Date: 20260131T235958Z\r\n",
            "Credential=me/20260131/eu-west-1/dynamodb/aws4_request, SignedHeaders=",
            "Signature=" + "0".repeat(64) + "\r\n",
            "\r\nContent-Length: " + (text.length() - text.indexOf("\r\n\r\n") - 4) + "\r\n");
    assertThat(body(read).at("/TableName").asText()).isEqualTo("bench");
    assertThat(body(read).at("/Key/pk/S").asText()).isEqualTo("key-000000000042");
    assertThat(body(read).at("/ConsistentRead").asBoolean()).isTrue();
    assertThat(text.chars().filter(letter -> letter < ' ' && letter != '\r' && letter != '\n'))
        .isEmpty();
  }

  @Test
  void signingAnewFollowsTheClockAndTheBody() {
    RequestTemplate write =
        requests(Plans.shape(1024), true).put(NOW, new SplittableRandom(1), false);
    write.item(SIMPLE, 1);
    write.sign(NOW);
    String first = text(write);
    write.sign(NOW);
    assertThat(text(write)).isEqualTo(first);
    write.item(SIMPLE, 2);
    write.sign(NOW);
    assertThat(text(write).replaceAll(".*Signature=(\\w+).*", "$1"))
        .isNotEqualTo(first.replaceAll(".*Signature=(\\w+).*", "$1"));
    write.sign(NOW.plusSeconds(2));
    assertThat(text(write)).contains("X-Amz-Date: 20260201T000000Z", "Credential=me/20260201/");
  }

  @Test
  void payloadsDifferFromOneConnectionToTheNext() {
    SplittableRandom random = new SplittableRandom(1);
    Requests requests = requests(Plans.shape(1024), false);
    assertThat(text(requests.put(NOW, random, false)))
        .isNotEqualTo(text(requests.put(NOW, random, false)));
  }
}
