package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.link.scenario.Scenarios;
import dev.pangaea.simulator.link.scenario.ScriptFaultException;
import dev.pangaea.simulator.link.scenario.Standing;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /scenarios}: starts one from its text, tells how it stands, stops it. {@code
 * ?after=REVISION&waitMillis=MS} is answered once it no longer stands as at that revision.
 */
record ScenariosResource(Scenarios scenarios, Semaphore waiting) {
  /** So many requests may wait at once. */
  static final int WAITING_MAX = 100;

  private static final long WAIT_MILLIS_MAX = 30_000;
  private static final Logger LOG = LoggerFactory.getLogger(ScenariosResource.class);
  private static final int NAME_LENGTH_MAX = 100;
  private static final String UNNAMED = "scenario";

  ScenariosResource(Scenarios scenarios) {
    this(scenarios, new Semaphore(WAITING_MAX));
  }

  Reply answer(ControlRequest request) {
    if (request.is("GET")) {
      return Reply.ok(encode(standing(request)));
    }
    if (request.is("POST")) {
      return start(UNNAMED, request.body());
    }
    if (request.is("POST", "*")) {
      return start(name(request.segment(1)), request.body());
    }
    if (request.is("DELETE")) {
      return Reply.ok(encode(scenarios.stop()));
    }
    throw request.unknown();
  }

  private Standing standing(ControlRequest request) {
    Optional<String> after = request.parameter("after");
    Optional<String> wait = request.parameter("waitMillis");
    if (after.isEmpty() && wait.isEmpty()) {
      return scenarios.standing();
    }
    long revision = whole(after, Long.MAX_VALUE);
    Duration most = Duration.ofMillis(whole(wait, WAIT_MILLIS_MAX));
    if (!waiting.tryAcquire()) {
      throw new ControlException(503, "too many requests wait for a scenario to go on");
    }
    try {
      return scenarios.standingAfter(revision, most);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new ControlException(503, "link control ends");
    } finally {
      waiting.release();
    }
  }

  private static long whole(Optional<String> parameter, long max) {
    try {
      long value = Long.parseLong(parameter.orElse(""));
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException none) {
      LOG.trace("a strange number", none);
    }
    throw new ControlException(
        400,
        "after is a revision and waitMillis is 0 to "
            + WAIT_MILLIS_MAX
            + ": a request has both, or neither");
  }

  private Reply start(String name, String text) {
    try {
      Optional<Standing> started = scenarios.start(name, text);
      return Reply.created(
          encode(
              started.orElseThrow(
                  () -> new ControlException(409, "a scenario runs: stop it first"))));
    } catch (ScriptFaultException fault) {
      throw new ControlException(400, fault.getMessage());
    }
  }

  private static String name(String segment) {
    if (segment.length() > NAME_LENGTH_MAX || segment.chars().anyMatch(Character::isISOControl)) {
      throw new ControlException(
          400, "a scenario's name has at most " + NAME_LENGTH_MAX + " printable characters");
    }
    return segment;
  }

  private static ObjectNode encode(Standing standing) {
    ObjectNode json = Json.object().put("name", standing.name()).put("state", word(standing));
    json.put("revision", standing.revision());
    if (standing.startedAtMillis().isPresent()) {
      json.put("startedAtMillis", standing.startedAtMillis().getAsLong());
    } else {
      json.putNull("startedAtMillis");
    }
    json.put("elapsedMillis", standing.elapsedMillis()).put("totalMillis", standing.totalMillis());
    json.set("steps", Json.array(standing.steps(), ScenariosResource::encode));
    return json;
  }

  private static String word(Standing standing) {
    return standing.state().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode encode(Standing.StepStanding step) {
    ObjectNode json = Json.object().put("atMillis", step.atMillis()).put("text", step.text());
    return switch (step.state()) {
      case Standing.StepState.Waiting() -> json.put("state", "waiting");
      case Standing.StepState.Done() -> json.put("state", "done");
      case Standing.StepState.Failed(String error) ->
          json.put("state", "failed").put("error", error);
    };
  }
}
