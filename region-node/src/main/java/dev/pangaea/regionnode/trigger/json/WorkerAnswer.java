package dev.pangaea.regionnode.trigger.json;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.trigger.CallOutcome;
import dev.pangaea.regionnode.trigger.Worker;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a worker's answer means. */
public final class WorkerAnswer {
  private static final int OK_MIN = 200;
  private static final int OK_MAX = 299;
  private static final int TOLD_CHARS_MAX = 200;

  private WorkerAnswer() {}

  /**
   * @param reports whether the answer may say which records failed, as Lambda functions' do:
   *     nothing said is success, what cannot be understood is a failure
   */
  public static CallOutcome outcome(Worker.Answer answer, boolean reports) {
    return switch (answer) {
      case Worker.Answer.None(String reason, boolean reached) ->
          new CallOutcome.Failed(reason, reached);
      case Worker.Answer.Replied(int status, Bytes body) -> {
        if (status < OK_MIN || status > OK_MAX) {
          yield new CallOutcome.Failed("status " + status + told(body), true);
        }
        yield reports && body.length() > 0 ? reported(body) : new CallOutcome.Done();
      }
    };
  }

  private static CallOutcome reported(Bytes body) {
    JsonValue answer;
    try {
      answer = JsonValues.read(body.toArray());
    } catch (IllegalArgumentException wrong) {
      return new CallOutcome.Failed("the answer is " + wrong.getMessage(), true);
    }
    if (!(answer instanceof JsonValue.Members members)) {
      return answer instanceof JsonValue.Nothing
          ? new CallOutcome.Done()
          : new CallOutcome.Failed("the answer is no object", true);
    }
    Optional<JsonValue> failures = members.member("batchItemFailures");
    if (failures.isEmpty() || failures.get() instanceof JsonValue.Nothing) {
      return new CallOutcome.Done();
    }
    if (!(failures.get() instanceof JsonValue.Array array)) {
      return new CallOutcome.Failed("batchItemFailures is no array", true);
    }
    SortedSet<String> numbers = new TreeSet<>();
    for (JsonValue each : array.elements()) {
      if (each instanceof JsonValue.Members failure
          && failure.values().get("itemIdentifier") instanceof JsonValue.Text(String number)
          && !number.isEmpty()) {
        numbers.add(number);
      } else {
        return new CallOutcome.Failed("a failure has no itemIdentifier", true);
      }
    }
    return numbers.isEmpty() ? new CallOutcome.Done() : new CallOutcome.FailedFrom(numbers);
  }

  private static String told(Bytes body) {
    if (body.length() == 0) {
      return "";
    }
    String text = new String(body.toArray(), StandardCharsets.UTF_8).strip();
    return ": " + (text.length() > TOLD_CHARS_MAX ? text.substring(0, TOLD_CHARS_MAX) : text);
  }
}
