package dev.pangaea.simulator.link.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.link.http.ControlStory.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever follows a scenario is answered when it goes on: well before the time is over for which it
 * would wait, after which it is answered anyway.
 */
@Timeout(20)
class ScenarioWaitsTest {
  private static final String SLOW = "at 0s cut us-east-1 eu-west-1\nat 1h heal";
  private static final String WAITING = "/scenarios?after=%d&waitMillis=30000";

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

  private long begin(String text) throws Exception {
    return story.ask("POST", "/scenarios", text).json().path("revision").asLong();
  }

  @Test
  void theAnswerComesWhenTheNextStepIsTaken() throws Exception {
    long begun = begin("at 0s cut us-east-1 eu-west-1\nat 700ms heal\nat 1h reset");
    JsonNode next = story.get(WAITING.formatted(begun)).json();
    assertThat(next.path("revision").asLong()).isGreaterThan(begun);
    assertThat(next.path("steps").findValuesAsText("state"))
        .containsExactly("done", "done", "waiting");
  }

  @Test
  void theAnswerComesWhenTheScenarioIsStopped() throws Exception {
    CompletableFuture<Answer> waiting = story.asked(WAITING.formatted(begin(SLOW)));
    story.ask("DELETE", "/scenarios", "");
    assertThat(waiting.get().json().path("state").asText()).isEqualTo("stopped");
  }

  @Test
  void theAnswerComesAtOnceIfItHasGoneOnAlready() throws Exception {
    long begun = begin(SLOW);
    assertThat(begun).isPositive();
    assertThat(story.get(WAITING.formatted(begun - 1)).json().path("revision").asLong())
        .isEqualTo(begun);
    assertThat(story.get(WAITING.formatted(begun + 1)).json().path("revision").asLong())
        .isEqualTo(begun);
  }

  @Test
  void theAnswerComesInTimeThoughNothingHappens() throws Exception {
    JsonNode same = story.get("/scenarios?waitMillis=50&after=" + begin(SLOW)).json();
    assertThat(same.path("state").asText()).isEqualTo("running");
    assertThat(same.path("elapsedMillis").asLong()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void manyMayWaitAndHoldUpNobodyAndTheRestAreRefused() throws Exception {
    List<CompletableFuture<Answer>> all = oneMoreThanMayWait(begin(SLOW));
    assertThat(story.get("/scenarios").json().path("state").asText()).isEqualTo("running");

    story.ask("DELETE", "/scenarios", "");
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get();
    List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(answer -> answer.status() == 503).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 200)
        .hasSize(ScenariosResource.WAITING_MAX)
        .allMatch(answer -> answer.body().contains("stopped"));
  }

  @Test
  void whoWaitsDoesNotHoldUpTheEnd() throws Exception {
    oneMoreThanMayWait(0);
    story.control.close();
  }

  /** All but one wait by now, for a scenario to go on that has come so far. */
  private List<CompletableFuture<Answer>> oneMoreThanMayWait(long revision) throws Exception {
    List<CompletableFuture<Answer>> all =
        IntStream.rangeClosed(0, ScenariosResource.WAITING_MAX)
            .mapToObj(each -> story.asked(WAITING.formatted(revision)))
            .toList();
    Answer refused =
        (Answer) CompletableFuture.anyOf(all.toArray(CompletableFuture<?>[]::new)).get();
    assertThat(refused.status()).isEqualTo(503);
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "after=1&waitMillis=30001",
    "after=1&waitMillis=-1",
    "after=1&waitMillis=1.5",
    "after=1&waitMillis=",
    "after=-1&waitMillis=1",
    "after=x&waitMillis=1",
    "after=99999999999999999999&waitMillis=1",
    "after=1",
    "waitMillis=1"
  })
  void whatIsOutOfRangeIsRefused(String query) throws Exception {
    Answer refused = story.get("/scenarios?" + query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText())
        .isEqualTo(
            "after is a revision and waitMillis is 0 to 30000: a request has both, or neither");
  }
}
