package dev.pangaea.simulator.link.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.link.Eventually;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LinkControlTest {
  private static final String EAST_TO_WEST = "us-east-1-to-eu-west-1";
  private static final String WEST_TO_EAST = "eu-west-1-to-us-east-1";

  private ControlStory story;

  @BeforeEach
  void begin() throws Exception {
    story = new ControlStory();
    assertThat(story.create(EAST_TO_WEST).status()).isEqualTo(201);
    assertThat(story.create(WEST_TO_EAST).status()).isEqualTo(201);
  }

  @AfterEach
  void end() throws IOException {
    story.close();
  }

  @Test
  void linksTellTheirState() throws Exception {
    JsonNode link = story.get("/links").json().get("links").get(1);
    assertThat(link.get("name").textValue()).isEqualTo(EAST_TO_WEST);
    assertThat(link.get("source").textValue()).isEqualTo("us-east-1");
    assertThat(link.get("target").textValue()).isEqualTo("eu-west-1");
    assertThat(link.get("state").textValue()).isEqualTo("open");
    assertThat(link.get("cut").textValue()).isEqualTo("none");
    assertThat(link.at("/streams/upstream/heldBytes").longValue()).isZero();
    assertThat(link.get("faults")).isEmpty();
  }

  @Test
  void aLinkIsPartitionedAndHealed() throws Exception {
    Socket client = story.connect(EAST_TO_WEST);
    Socket server = story.serve();
    assertThat(ask("POST", "/partition", "{\"direction\":\"upstream\"}").get("state").textValue())
        .isEqualTo("partitioned");
    client.getOutputStream().write(42);
    Eventually.holds(() -> ask("GET", "", "").at("/streams/upstream/heldBytes").longValue() == 1);
    assertThat(ask("POST", "/partition", "").get("cut").textValue()).isEqualTo("both");
    assertThat(ask("POST", "/heal", "{\"direction\":\"downstream\"}").get("cut").textValue())
        .isEqualTo("upstream");
    assertThat(ask("POST", "/heal", "").get("state").textValue()).isEqualTo("open");
    assertThat(server.getInputStream().read()).isEqualTo(42);
  }

  @Test
  void latencyAndBandwidthAreSetAndTakenAwayForBothDirectionsOrOne() throws Exception {
    JsonNode both =
        ask("PATCH", "", "{\"latencyMillis\":80,\"jitterMillis\":5,\"bytesPerSecond\":1500}");
    assertThat(both.get("faults")).hasSize(4);
    JsonNode one = ask("PATCH", "", "{\"latencyMillis\":10,\"direction\":\"upstream\"}");
    assertThat(one.at("/faults/0/latencyMillis").longValue()).isEqualTo(10);
    assertThat(one.at("/faults/0/jitterMillis").longValue()).isEqualTo(5);
    assertThat(one.at("/faults/2/latencyMillis").longValue()).isEqualTo(80);
    assertThat(one.at("/faults/1/bytesPerSecond").longValue()).isEqualTo(1500);
    JsonNode toxics = story.get("/proxies/" + EAST_TO_WEST + "/toxics").json();
    assertThat(toxics.findValuesAsText("name"))
        .containsExactly(
            "latency_upstream", "bandwidth_upstream", "latency_downstream", "bandwidth_downstream");
    JsonNode none =
        ask("PATCH", "", "{\"latencyMillis\":0,\"jitterMillis\":0,\"bytesPerSecond\":0}");
    assertThat(none.get("faults")).isEmpty();
  }

  @Test
  void aLinkFlapsUntilHealed() throws Exception {
    JsonNode flapping = ask("POST", "/flap", "{\"upMillis\":5,\"downMillis\":5}");
    assertThat(flapping.at("/faults/0/fault").textValue()).isEqualTo("flapping");
    Eventually.holds(() -> ask("GET", "", "").get("cut").textValue().equals("none"));
    Eventually.holds(() -> ask("GET", "", "").get("cut").textValue().equals("both"));
    assertThat(ask("POST", "/heal", "").get("faults")).isEmpty();
  }

  @Test
  void regionsAreCutFromEachOtherAndHealed() throws Exception {
    ControlStory.Answer cut =
        story.ask("POST", "/partitions", "{\"regions\":[\"us-east-1\",\"eu-west-1\"]}");
    assertThat(cut.status()).isEqualTo(200);
    assertThat(cut.json().get("links")).hasSize(2);
    assertThat(story.get("/partitions").json().get("links")).hasSize(2);
    assertThat(story.ask("DELETE", "/partitions", "").status()).isEqualTo(204);
    assertThat(story.get("/partitions").json().get("links")).isEmpty();
    story.ask("POST", "/partitions", "{\"from\":\"us-east-1\",\"to\":\"eu-west-1\"}");
    assertThat(ask("GET", "", "").get("cut").textValue()).isEqualTo("downstream");
    assertThat(story.get("/links/" + WEST_TO_EAST).json().get("cut").textValue())
        .isEqualTo("upstream");
    assertThat(story.ask("POST", "/reset", "").status()).isEqualTo(204);
    assertThat(ask("GET", "", "").get("cut").textValue()).isEqualTo("none");
    assertThat(story.ask("POST", "/partitions", "{\"regions\":[\"a\",\"b\"]}").status())
        .isEqualTo(404);
  }

  @Test
  void connectionsAreReset() throws Exception {
    Socket client = story.connect(EAST_TO_WEST);
    story.serve();
    ask("POST", "/reset", "");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.getInputStream().read())
        .hasMessageContaining("reset");
  }

  @Test
  void metricsAreScraped() throws Exception {
    Socket client = story.connect(EAST_TO_WEST);
    client.getOutputStream().write(new byte[10]);
    story.serve().getInputStream().readNBytes(10);
    ask("POST", "/partition", "{\"direction\":\"downstream\"}");
    String tags =
        "direction=\"%s\",link=\""
            + EAST_TO_WEST
            + "\",source=\"us-east-1\",target=\"eu-west-1\"} ";
    Eventually.holds(
        () ->
            story
                .get("/metrics")
                .body()
                .contains("pangaea_link_bytes_total{" + tags.formatted("upstream") + "10.0"));
    assertThat(story.get("/metrics").body())
        .contains("pangaea_link_partitioned{" + tags.formatted("downstream") + "1.0")
        .contains("pangaea_link_partitioned{" + tags.formatted("upstream") + "0.0")
        .contains("pangaea_link_held_bytes{" + tags.formatted("upstream") + "0.0")
        .contains("pangaea_link_connections{link=")
        .contains("pangaea_link_connections_accepted_total{link=");
    story.ask("DELETE", "/proxies/" + EAST_TO_WEST, "");
    assertThat(story.get("/metrics").body()).doesNotContain(EAST_TO_WEST);
  }

  @Test
  void populateOpensAllOrNone() throws Exception {
    String good = "{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}";
    ControlStory.Answer opened =
        story.ask(
            "POST",
            "/populate",
            "[" + good + ",{\"name\":\"b\",\"upstream\":\"h:1\",\"enabled\":false}]");
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.json().get("proxies")).hasSize(2);
    assertThat(opened.json().at("/proxies/1/enabled").booleanValue()).isFalse();
    ControlStory.Answer bad =
        story.ask("POST", "/populate", "[" + good.replace("\"a\"", "\"c\"") + ",{\"name\":\"d\"}]");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.json().get("error").textValue())
        .isEqualTo("missing required field: upstream at proxy 2");
    assertThat(story.get("/proxies/c").status()).isEqualTo(404);
  }

  @Test
  void toxicsHaveToxiproxysDefaults() throws Exception {
    JsonNode toxic =
        story.ask("POST", "/proxies/" + EAST_TO_WEST + "/toxics", "{\"type\":\"latency\"}").json();
    assertThat(toxic.get("name").textValue()).isEqualTo("latency_downstream");
    assertThat(toxic.get("stream").textValue()).isEqualTo("downstream");
    assertThat(toxic.get("toxicity").doubleValue()).isEqualTo(1);
    assertThat(toxic.at("/attributes/latency").longValue()).isZero();
    JsonNode patched =
        story
            .ask(
                "PATCH",
                "/proxies/" + EAST_TO_WEST + "/toxics/latency_downstream",
                "{\"attributes\":{\"jitter\":3}}")
            .json();
    assertThat(patched.at("/attributes/jitter").longValue()).isEqualTo(3);
    assertThat(patched.get("toxicity").doubleValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /proxies                    | {             | 400 | bad request body
          POST   | /proxies                    | []            | 400 | bad request body
          POST   | /proxies                    | {"name":1}    | 400 | bad request body
          POST   | /proxies                    | {}            | 400 | missing required field: name
          POST   | /proxies                    | {"name":"x"}  | 400 | missing required field: upstream
          POST   | /proxies                    | {"name":"x","upstream":"h"} | 400 | missing port
          GET    | /proxies/none               | ''            | 404 | proxy not found
          PUT    | /proxies                    | {}            | 405 | method not allowed
          GET    | /nothing                    | ''            | 404 | page not found
          POST   | /proxies/LINK/toxics        | {"type":"x"}  | 400 | invalid toxic type
          POST   | /proxies/LINK/toxics        | {"type":"latency","stream":"x"} | 400 | stream was invalid
          POST   | /proxies/LINK/toxics        | {"type":"latency","toxicity":2} | 400 | toxicity
          POST   | /proxies/LINK/toxics        | {"type":"latency","attributes":{"latency":"x"}} | 400 | bad request body
          POST   | /proxies/LINK/toxics        | {"type":"latency","attributes":{"latency":-1}} | 400 | bad request body
          POST   | /proxies/LINK/toxics        | {"type":"slicer"} | 400 | bad request body
          DELETE | /proxies/LINK/toxics/none   | ''            | 404 | toxic not found
          POST   | /links/none/partition       | {}            | 404 | proxy not found
          POST   | /links/LINK/partition       | {"direction":"sideways"} | 400 | direction
          POST   | /links/LINK/flap            | {}            | 400 | upMillis
          POST   | /links/LINK/flap            | {"upMillis":0,"downMillis":1} | 400 | positive
          PATCH  | /links/LINK                 | {"latencyMillis":-1} | 400 | negative
          POST   | /partitions                 | {}            | 400 | regions
          """)
  void badRequestsGetToxiproxysErrorBody(
      String method, String path, String body, int status, String message) throws Exception {
    ControlStory.Answer answer = story.ask(method, path.replace("LINK", EAST_TO_WEST), body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("status").intValue()).isEqualTo(status);
    assertThat(answer.json().get("error").textValue()).contains(message);
  }

  @Test
  void browsersAreRefused() throws Exception {
    assertThat(story.ask("GET", "/proxies", "", "User-Agent", "Mozilla/5.0").status())
        .isEqualTo(403);
    assertThat(story.ask("POST", "/reset", "", "Origin", "http://elsewhere.example").status())
        .isEqualTo(403);
  }

  @Test
  void largeBodiesAreRefused() throws Exception {
    assertThat(story.ask("POST", "/proxies", "x".repeat(2 << 20)).status()).isEqualTo(413);
    assertThat(story.get("/version").status()).isEqualTo(200);
  }

  private JsonNode ask(String method, String below, String body) throws Exception {
    ControlStory.Answer answer = story.ask(method, "/links/" + EAST_TO_WEST + below, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
