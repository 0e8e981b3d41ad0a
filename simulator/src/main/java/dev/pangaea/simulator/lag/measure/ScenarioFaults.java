package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.client.ScenarioClient;
import dev.pangaea.simulator.client.ScenarioClient.RefusedException;
import dev.pangaea.simulator.client.ScenarioClient.Standing;
import dev.pangaea.simulator.client.ScenarioClient.Step;
import dev.pangaea.simulator.lag.report.Mark;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scenario that the link proxy runs. */
public final class ScenarioFaults implements Faults {
  private final ScenarioClient client;
  private final String name;
  private final String text;
  private int told;

  public ScenarioFaults(ScenarioClient client, String name, String text) {
    this.client = client;
    this.name = name;
    this.text = text;
  }

  @Override
  public Duration begin() throws IOException, InterruptedException {
    try {
      return Duration.ofMillis(client.start(name, text).totalMillis());
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
    client.stop();
  }
}
