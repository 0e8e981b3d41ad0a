package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.client.ScenarioClient;
import dev.pangaea.simulator.client.ScenarioClient.RefusedException;
import dev.pangaea.simulator.client.ScenarioClient.Standing;
import dev.pangaea.simulator.client.ScenarioClient.Step;
import dev.pangaea.simulator.lag.report.Mark;
import dev.pangaea.simulator.link.Regions;
import dev.pangaea.simulator.link.scenario.ScriptFaultException;
import dev.pangaea.simulator.link.scenario.ScriptReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario that the link proxy runs. */
public final class ScenarioFaults implements Faults {
  private final ScenarioClient client;
  private final String name;
  private final String text;
  private volatile boolean begun;
  private int told;

  public ScenarioFaults(ScenarioClient client, String name, String text) {
    this.client = client;
    this.name = name;
    this.text = text;
  }

  @Override
  public Duration length() throws IOException, InterruptedException {
    List<Regions> links =
        client.linkNames().stream().map(Regions::ofName).flatMap(Optional::stream).toList();
    try {
      return Duration.ofMillis(ScriptReader.read(name, text, links).totalMillis());
    } catch (ScriptFaultException fault) {
      throw new IOException("the scenario is refused: " + fault.getMessage(), fault);
    }
  }

  @Override
  public Duration begin() throws IOException, InterruptedException {
    try {
      Duration length = Duration.ofMillis(client.start(name, text).totalMillis());
      begun = true;
      return length;
    } catch (RefusedException refused) {
      throw new IOException("the scenario is refused: " + refused.getMessage(), refused);
    }
  }

  @Override
  public List<Mark> news() throws IOException, InterruptedException {
    Standing standing = client.standing();
    List<Mark> marks = new ArrayList<>();
    while (told < standing.steps().size() && !standing.steps().get(told).waiting()) {
      Step step = standing.steps().get(told++);
      if (step.error().isPresent()) {
        throw new IOException(step.text() + ": " + step.error().get());
      }
      marks.add(new Mark(step.atMillis() / 1e3, step.text()));
    }
    return marks;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    if (begun) {
      client.stop();
    }
  }
}
