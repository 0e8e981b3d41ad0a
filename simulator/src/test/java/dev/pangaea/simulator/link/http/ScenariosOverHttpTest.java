package dev.pangaea.simulator.link.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.fault.Cut;
import dev.pangaea.simulator.link.http.ControlStory.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScenariosOverHttpTest {
  private static final String CUT =
      """
      at 0s cut us-east-1 eu-west-1
      at 1h heal
      """;
  private ControlStory story;

  @BeforeEach
  void start() throws Exception {
    story = new ControlStory();
    story.create("us-east-1-to-eu-west-1");
  }

  @AfterEach
  void close() throws Exception {
    story.close();
  }

  private Cut cut() {
    return story.links.link("us-east-1-to-eu-west-1").status().cut();
  }

  @Test
  void oneIsStartedShownAndStopped() throws Exception {
    JsonNode none = story.get("/scenarios").json();
    assertThat(none.path("state").asText()).isEqualTo("none");
    assertThat(none.path("startedAtMillis").isNull()).isTrue();

    Answer started = story.ask("POST", "/scenarios/long%20cut", CUT);
    assertThat(started.status()).isEqualTo(201);
    assertThat(cut()).isEqualTo(Cut.BOTH);
    JsonNode running = story.get("/scenarios").json();
    assertThat(running.path("name").asText()).isEqualTo("long cut");
    assertThat(running.path("state").asText()).isEqualTo("running");
    assertThat(running.path("totalMillis").asLong()).isEqualTo(3_600_000);
    assertThat(running.path("startedAtMillis").asLong()).isPositive();
    assertThat(running.path("steps").toString())
        .isEqualTo(
            "[{\"atMillis\":0,\"text\":\"cut us-east-1 eu-west-1\",\"state\":\"done\"},"
                + "{\"atMillis\":3600000,\"text\":\"heal\",\"state\":\"waiting\"}]");

    assertThat(story.ask("POST", "/scenarios", CUT).status()).isEqualTo(409);
    assertThat(story.ask("DELETE", "/scenarios", "").json().path("state").asText())
        .isEqualTo("stopped");
    assertThat(cut()).isEqualTo(Cut.BOTH);
    assertThat(story.ask("POST", "/scenarios", "at 0s reset").json().path("state").asText())
        .isEqualTo("done");
    assertThat(cut()).isEqualTo(Cut.NONE);
  }

  @Test
  void aTextThatIsNoneIsRefusedWithItsLine() throws Exception {
    Answer refused = story.ask("POST", "/scenarios", CUT + "at 2h cut us-east-1 mars");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText())
        .isEqualTo(
            "line 3, column 21: expected a region that a link joins to us-east-1 (eu-west-1),"
                + " found 'mars'");
    assertThat(cut()).isEqualTo(Cut.NONE);
    assertThat(story.ask("PUT", "/scenarios", CUT).status()).isEqualTo(405);
    assertThat(story.ask("POST", "/scenarios/" + "n".repeat(101), CUT).status()).isEqualTo(400);
  }
}
