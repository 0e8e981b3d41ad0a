package dev.pangaea.simulator.lag.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.HttpCalls.Reply;
import dev.pangaea.simulator.lag.report.Mark;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scenario that the link proxy runs. */
public final class ScenarioFaults implements Faults {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WAITING = "waiting";

  private final HttpCalls calls;
  private final URI scenarios;
  private final String text;
  private int told;

  /**
   * @param control of the links, such as {@code http://127.0.0.1:8474/}
   */
  public ScenarioFaults(HttpCalls calls, URI control, String text) {
    this.calls = calls;
    this.scenarios = control.resolve("/scenarios");
    this.text = text;
  }

  @Override
  public Duration begin() throws IOException, InterruptedException {
    return Duration.ofMillis(ask("POST", text).path("totalMillis").asLong());
  }

  @Override
  public List<Mark> news() throws IOException, InterruptedException {
    JsonNode steps = ask("GET", "").path("steps");
    List<Mark> marks = new ArrayList<>();
    while (told < steps.size() && !steps.get(told).path("state").asText().equals(WAITING)) {
      JsonNode step = steps.get(told++);
      String words = step.path("text").asText();
      if (step.hasNonNull("error")) {
        throw new IOException(words + ": " + step.get("error").asText());
      }
      marks.add(new Mark(step.path("atMillis").asLong() / 1e3, words));
    }
    return marks;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    ask("DELETE", "");
  }

  private JsonNode ask(String method, String body) throws IOException, InterruptedException {
    Reply reply = calls.call(method, scenarios, body);
    if (!reply.isSuccess()) {
      throw new IOException(
          "link control does not take the scenario: "
              + reply.status()
              + " "
              + reply.body().strip());
    }
    return JSON.readTree(reply.body());
  }
}
