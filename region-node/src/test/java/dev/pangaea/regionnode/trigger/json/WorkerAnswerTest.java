package dev.pangaea.regionnode.trigger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.trigger.CallOutcome;
import dev.pangaea.regionnode.trigger.Worker;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers mean, as Lambda takes functions' answers. */
class WorkerAnswerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}"})
  void nothingSaidIsSuccess(String body) {
    assertThat(outcome(200, body, true)).isEqualTo(new CallOutcome.Done());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "7",
        "{\"batchItemFailures\":7}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"identifier\":\"1\"}]}"
      })
  void whatCannotBeUnderstoodIsAFailure(String body) {
    assertThat(outcome(200, body, true)).isInstanceOf(CallOutcome.Failed.class);
    assertThat(outcome(200, body, false)).isEqualTo(new CallOutcome.Done());
  }

  @Test
  void saysWhichFailed() {
    assertThat(outcome(202, "{\"batchItemFailures\":[{\"itemIdentifier\":\"12\"}]}", true))
        .isEqualTo(new CallOutcome.FailedFrom(Set.of("12")));
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 302, 404, 500})
  void onlyTwoHundredsAreSuccess(int status) {
    assertThat(outcome(status, "{}", true))
        .isEqualTo(new CallOutcome.Failed("status " + status + ": {}", true));
  }

  private static CallOutcome outcome(int status, String body, boolean reports) {
    return WorkerAnswer.outcome(
        new Worker.Answer.Replied(status, Bytes.owning(body.getBytes(UTF_8))), reports);
  }
}
