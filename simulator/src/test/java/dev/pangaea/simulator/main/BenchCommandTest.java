package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void helpNamesEveryOptionAndItsDefault() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains("--endpoint-remote", "--rate", "--distribution", "Default: 64", "--json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--read-share=2",
        "--item-bytes=10",
        "--connections=0",
        "--endpoint=https://localhost",
        "--duration=fast",
        "--duration=0",
        "--rate=0",
        "--distribution=normal",
        "--table=a b",
      })
  void anOptionThatCannotBeMeantIsAUsageError(String option) {
    assertThat(execute(option)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("Usage: bench");
  }

  @Test
  void anEndpointThatIsNotThereEndsTheRunWithOneSentence() {
    assertThat(execute("--endpoint", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void durationsAreReadInTheirUnits() {
    DurationConverter converter = new DurationConverter();
    assertThat(converter.convert("500ms")).hasMillis(500);
    assertThat(converter.convert("3s")).hasSeconds(3);
    assertThat(converter.convert("3")).hasSeconds(3);
    assertThat(converter.convert("2m")).hasMinutes(2);
  }
}
