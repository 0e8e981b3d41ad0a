package dev.pangaea.simulator.link.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.link.scenario.Scenarios;
import dev.pangaea.simulator.link.scenario.ScriptFaultException;
import dev.pangaea.simulator.link.scenario.Standing;
import java.util.Locale;
import java.util.Optional;

/** {@code /scenarios}: starts one from its text, tells how it stands, stops it. */
record ScenariosResource(Scenarios scenarios) {
  private static final int NAME_LENGTH_MAX = 100;
  private static final String UNNAMED = "scenario";

  Reply answer(ControlRequest request) {
    if (request.is("GET")) {
      return Reply.ok(encode(scenarios.standing()));
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
