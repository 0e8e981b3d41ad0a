package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.LinkReading;
import dev.pangaea.dashboards.console.ScenarioStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code GET /links} and {@code GET /scenarios} of link control. */
public final class LinkControlReader {
  /** The way of the changes, from the source's log to the target. */
  private static final String DOWNSTREAM = "downstream";

  private LinkControlReader() {}

  /** The links that lie between regions. */
  public static List<LinkReading> links(String text) {
    List<LinkReading> all = new ArrayList<>();
    for (JsonNode link : Json.read(text).path("links")) {
      if (link.hasNonNull("source") && link.hasNonNull("target")) {
        all.add(link(link));
      }
    }
    return all;
  }

  public static ScenarioStanding scenario(String text) {
    JsonNode scenario = Json.read(text);
    return new ScenarioStanding(
        scenario.path("name").asText(""),
        scenario.path("state").asText("none"),
        NodeStatusReader.whole(scenario.path("startedAtMillis")),
        NodeStatusReader.whole(scenario.path("elapsedMillis")),
        NodeStatusReader.whole(scenario.path("totalMillis")),
        NodeStatusReader.list(scenario.path("steps"), LinkControlReader::step));
  }

  private static ScenarioStanding.Step step(JsonNode step) {
    return new ScenarioStanding.Step(
        step.path("atMillis").asLong(),
        step.path("text").asText(),
        step.path("state").asText(),
        step.hasNonNull("error") ? Optional.of(step.get("error").asText()) : Optional.empty());
  }

  private static LinkReading link(JsonNode link) {
    long latency = 0;
    long jitter = 0;
    OptionalLong bandwidth = OptionalLong.empty();
    for (JsonNode fault : link.path("faults")) {
      if (fault.path("direction").asText().equals(DOWNSTREAM)) {
        latency += fault.path("latencyMillis").asLong(0);
        jitter += fault.path("jitterMillis").asLong(0);
        OptionalLong rate = NodeStatusReader.whole(fault.path("bytesPerSecond"));
        if (rate.isPresent() && rate.getAsLong() < bandwidth.orElse(Long.MAX_VALUE)) {
          bandwidth = rate;
        }
      }
    }
    long held = 0;
    for (JsonNode stream : link.path("streams")) {
      held += stream.path("heldBytes").asLong();
    }
    return new LinkReading(
        link.path("name").asText(),
        link.path("source").asText(),
        link.path("target").asText(),
        latency,
        jitter,
        bandwidth,
        link.path("state").asText().equals("partitioned"),
        link.path("state").asText().equals("down"),
        held);
  }
}
