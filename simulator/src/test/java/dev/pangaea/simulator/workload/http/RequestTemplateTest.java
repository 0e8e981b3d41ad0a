package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:59:58Z");
  private static final Target TARGET = new Target(URI.create("http://127.0.0.1:8001"), "eu-west-1");

  private static Requests requests(int itemBytes, boolean signed) {
    WirePlan wire =
        new WirePlan(1, 1, Duration.ofSeconds(1), new Credentials("me", "secret"), signed, false);
    return new Requests(TARGET, wire, "bench", new ItemShape("key-", itemBytes));
  }

  private static String text(RequestTemplate template) {
    return new String(template.bytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode body(RequestTemplate template) throws Exception {
    String text = text(template);
    return new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  @Property(tries = 100)
  void anItemHasExactlyItsSize(
      @ForAll @IntRange(min = 38, max = 409_600) int itemBytes,
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long key,
      @ForAll @LongRange(min = 0, max = 9_999_999_999_999_999L) long stamp)
      throws Exception {
    RequestTemplate write = requests(itemBytes, false).write(NOW, new SplittableRandom(stamp));
    write.key(key);
    write.stamp(stamp);
    JsonNode item = body(write).path("Item");
    int size = 0;
    for (var attribute : item.properties()) {
      size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += attribute.getValue().path("S").asText().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(size).isEqualTo(itemBytes);
    assertThat(item.at("/pk/S").asText()).isEqualTo(String.format("key-%012d", key));
    assertThat(item.at("/data/S").asText()).startsWith(String.format("%016d", stamp));
  }

  @Test
  void aRequestIsWellFormedHttp() throws Exception {
    RequestTemplate read = requests(1024, false).read(NOW, true);
    read.key(42);
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
    RequestTemplate write = requests(1024, true).write(NOW, new SplittableRandom(1));
    write.key(1);
    write.sign(NOW);
    String first = text(write);
    write.sign(NOW);
    assertThat(text(write)).isEqualTo(first);
    write.key(2);
    write.sign(NOW);
    assertThat(text(write).replaceAll(".*Signature=(\\w+).*", "$1"))
        .isNotEqualTo(first.replaceAll(".*Signature=(\\w+).*", "$1"));
    write.sign(NOW.plusSeconds(2));
    assertThat(text(write)).contains("X-Amz-Date: 20260201T000000Z", "Credential=me/20260201/");
  }

  @Test
  void payloadsDifferFromOneConnectionToTheNext() {
    SplittableRandom random = new SplittableRandom(1);
    Requests requests = requests(1024, false);
    assertThat(text(requests.write(NOW, random))).isNotEqualTo(text(requests.write(NOW, random)));
  }
}
