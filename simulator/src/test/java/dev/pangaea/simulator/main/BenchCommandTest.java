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
        "--mix=put=0",
        "--mix=put=-1,get=2",
        "--mix=scan=1",
        "--mix=put",
        "--keys=105 --sort-key",
        "--indexes=6",
        "--items-per-key=0 --indexes=1",
        "--mix=query=1 --query-index=1",
        "--mix=query=1 --query-limit=0",
        "--mix=query=1 --sort-key --item-bytes=200000",
        "--server-pid=me",
        "--item-bytes=10",
        "--connections=0",
        "--endpoint=https://localhost",
        "--duration=fast",
        "--duration=0",
        "--rate=0",
        "--distribution=normal",
        "--table=a b",
        "--against=bench",
        "--against=a b",
        "--against-tag=a=b",
        "--turns=3",
        "--turn=1s",
        "--turn-rate=9",
        "--against=other --against-tag=a",
        "--against=other --turns=0",
        "--against=other --turn=0",
        "--against=other --turn-rate=0",
        "--against=other --endpoint-remote=http://127.0.0.1:2",
      })
  void optionsThatCannotBeMeantAreAUsageError(String options) {
    assertThat(execute(options.split(" (?=--)"))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("Usage: bench");
  }

  @Test
  void aMixAndAReadShareExcludeEachOther() {
    assertThat(execute("--mix=put=1", "--read-share=0.5")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--mix and --read-share");
  }

  @Test
  void loadsOfEveryKindAreTaken() {
    String[] loads = {
      "--read-share=0.5",
      "--mix=put=50,get=30,update=10,query=10 --conditions --consistent",
      "--mix=query=1 --sort-key --items-per-key=50 --query-limit=20",
      "--mix=query=1 --indexes=2 --query-index=2 --keys=1000000",
      "--item-bytes=409600 --indexes=5",
      "--stream --against=other --against-tag=pangaea:capacity=unmetered --turns=2 --turn=1s",
    };
    for (String load : loads) {
      String[] arguments = ("--endpoint=http://127.0.0.1:1 " + load).split(" (?=--)");
      assertThat(execute(arguments)).as(load).isEqualTo(1);
    }
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
