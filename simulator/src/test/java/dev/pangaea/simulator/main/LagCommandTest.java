package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagCommandTest {
  private static final String NOBODY = "us-east-1=http://127.0.0.1:1";

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void whatIsNotUnderstoodIsTwo() {
    assertThat(run("--until-below", "soon")).isEqualTo(2);
    assertThat(run("--until-below", "0")).isEqualTo(2);
    assertThat(run("--until-below", "1s", "--of", "backlog")).isEqualTo(2);
    assertThat(run("--of", "average")).isEqualTo(2);
    assertThat(run("--once", "--for", "1s")).isEqualTo(2);
    assertThat(errors.toString())
        .contains(
            "'soon' is not a duration",
            "'1s' is not a number of records",
            "'average' is none of staleness");
  }

  @Test
  void nothingIsUnderABoundWhileNobodyAnswers() {
    assertThat(run("--until-below", "1m", "--for", "0", "--timeout", "0", "--json")).isEqualTo(1);
    assertThat(errors.toString())
        .contains("staleness did not stay under 1 min 0 s", "it is not known now");
    assertThat(out.toString()).contains("\"silent\":[\"us-east-1's node\"]");
  }

  @Test
  void whereNothingIsKnownOneLookFails() {
    assertThat(run("--once")).isEqualTo(1);
    assertThat(out.toString()).contains("us-east-1's node does not answer");
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("lag", "--region", NOBODY));
    arguments.addAll(List.of(options));
    return Pangaea.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }
}
