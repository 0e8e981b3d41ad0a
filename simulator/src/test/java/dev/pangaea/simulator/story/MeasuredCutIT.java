package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.main.LagCommand;
import dev.pangaea.simulator.main.StatusCommand;
import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code lag} and {@code status} say of a cut, of the demo as it is. */
@InThisProcess
class MeasuredCutIT {
  private static final long CUT_MILLIS = 4_000;
  private static final int WRITES = 200;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void stalenessAndBacklogRiseWhileTheLagOfWhatArrivesSaysNothing() throws Exception {
    try (EmbeddedDemo demo = EmbeddedDemo.start(folder);
        Application us = new Application(demo.client(US));
        Application eu = new Application(demo.client(EU))) {
      us.put("before", "value");
      eu.awaitValue("before", Optional.of("value"));
      assertThat(lag(demo, "--until-below", "10s", "--for", "500ms")).isZero();
      Await.until("all is well", SOON, () -> status(demo) == 0);
      Await.until(
          "what is written now comes at once, and what came late is forgotten",
          SOON,
          () -> {
            us.put("before", "value");
            JsonNode lag = look(demo).get("lagMaxMillis");
            return lag.isNumber() && lag.asDouble() < CUT_MILLIS / 2.0;
          });

      demo.cut();
      for (int write = 0; write < WRITES; write++) {
        us.put("during-" + write, "value");
      }
      List<JsonNode> looks = new ArrayList<>();
      Await.until(
          "the cut is seen, and so are the records that wait",
          SOON,
          () -> {
            looks.add(look(demo));
            return looks.getLast().get("stalenessMillis").asLong() > CUT_MILLIS
                // As the source's node knows them.
                && looks.getLast().get("backlogRecords").asLong() >= WRITES;
          });

      assertThat(looks.getLast().get("lagMaxMillis").asDouble())
          .as("a lag of what arrives does not know of the cut")
          .isLessThan(CUT_MILLIS);
      assertThat(lag(demo, "--until-below", "3s", "--for", "0", "--timeout", "500ms")).isEqualTo(1);
      Await.until(
          "it is a trouble",
          SOON,
          () ->
              status(demo, "--staleness-max", "3s") == 1
                  && out.toString().contains("behind us-east-1 in demo"));

      demo.heal();
      assertThat(lag(demo, "--until-below", "3s", "--for", "500ms")).isZero();
      eu.awaitValue("during-" + (WRITES - 1), Optional.of("value"));
    }
  }

  /** What lag says of the link into eu-west-1, once. */
  private JsonNode look(EmbeddedDemo demo) throws IOException {
    lag(demo, "--once", "--json");
    for (JsonNode link : new ObjectMapper().readTree(out.toString()).get("links")) {
      if (link.get("target").asText().equals(EU)) {
        return link;
      }
    }
    throw new IOException("nothing is said of the link: " + out);
  }

  private int lag(EmbeddedDemo demo, String... options) {
    return run(new LagCommand(), demo, options);
  }

  private int status(EmbeddedDemo demo, String... options) {
    return run(new StatusCommand(), demo, options);
  }

  private int run(Object command, EmbeddedDemo demo, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    for (String region : List.of(US, EU)) {
      arguments.add("--region");
      arguments.add(region + "=http://127.0.0.1:" + demo.region(region).node().controlPort());
      arguments.add("--replicator");
      arguments.add(region + "=http://127.0.0.1:" + demo.region(region).replicator().httpPort());
    }
    out.getBuffer().setLength(0);
    PrintWriter printer = new PrintWriter(out, true);
    return new CommandLine(command)
        .setOut(printer)
        .setErr(printer)
        .execute(arguments.toArray(String[]::new));
  }
}
