package dev.pangaea.simulator.link.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.link.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {
  private static final Path EXAMPLES = Path.of("../examples/scenarios");
  private static final List<Regions> LINKS =
      List.of(
          new Regions("us-east-1", "eu-west-1"),
          new Regions("eu-west-1", "us-east-1"),
          new Regions("eu-west-1", "ap-south-1"));
  private static final Between BOTH = new Between("us-east-1", "eu-west-1", true);
  private static final Between ONE_WAY = new Between("us-east-1", "eu-west-1", false);

  private static Script read(String text) {
    return ScriptReader.read("test", text, LINKS);
  }

  private static Action action(String step) {
    return read("at 1s " + step).steps().getFirst().action();
  }

  @Test
  void eachStepIsReadWithItsTimeAndItsUnits() {
    assertThat(action("latency us-east-1 eu-west-1 80ms jitter 5ms"))
        .isEqualTo(new Action.Latency(BOTH, 80, 5));
    assertThat(action("latency us-east-1 -> eu-west-1 1s"))
        .isEqualTo(new Action.Latency(ONE_WAY, 1000, 0));
    assertThat(action("bandwidth us-east-1 to eu-west-1 64KB"))
        .isEqualTo(new Action.Bandwidth(ONE_WAY, OptionalLong.of(64_000)));
    assertThat(action("bandwidth us-east-1 eu-west-1 10MB/s"))
        .isEqualTo(new Action.Bandwidth(BOTH, OptionalLong.of(10_000_000)));
    assertThat(action("bandwidth us-east-1 eu-west-1 unlimited"))
        .isEqualTo(new Action.Bandwidth(BOTH, OptionalLong.empty()));
    assertThat(action("cut us-east-1 eu-west-1")).isEqualTo(new Action.Partition(BOTH));
    assertThat(action("cut us-east-1 to eu-west-1")).isEqualTo(new Action.Partition(ONE_WAY));
    assertThat(action("cut us-east-1 -> eu-west-1")).isEqualTo(new Action.Partition(ONE_WAY));
    assertThat(action("heal")).isEqualTo(new Action.Heal(Optional.empty()));
    assertThat(action("heal us-east-1 eu-west-1")).isEqualTo(new Action.Heal(Optional.of(BOTH)));
    assertThat(action("flap us-east-1 eu-west-1 every 2s for 1m"))
        .isEqualTo(new Action.Flap(BOTH, 2_000, 60_000));
    assertThat(action("disconnect us-east-1 eu-west-1")).isEqualTo(new Action.Disconnect(BOTH));
    assertThat(action("reset")).isEqualTo(new Action.Reset());
  }

  @Test
  void aScriptLastsUntilItsLastStepIsOver() {
    Script script =
        read(
            """
            # far apart
            at 500ms  cut us-east-1   eu-west-1   # both ways

            at 10s flap us-east-1 eu-west-1 every 2s for 30s
            at 12s reset
            """);
    assertThat(script.steps())
        .extracting(Script.Step::atMillis)
        .containsExactly(500L, 10_000L, 12_000L);
    assertThat(script.steps().getFirst().text()).isEqualTo("cut us-east-1 eu-west-1");
    assertThat(script.totalMillis()).isEqualTo(40_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cut us-east-1 eu-west-1             | line 2, column 1: expected 'at', found 'cut'",
        "at 5 heal                           | line 2, column 4: expected a time like 0s, 500ms, 10s, 2m or 1h, found '5'",
        "at 1s heel                          | line 2, column 7: expected one of latency, bandwidth, cut, heal, flap, disconnect, reset, found 'heel'",
        "at 1s                               | line 2, column 6: expected one of latency",
        "at 1s cut mars eu-west-1            | line 2, column 11: expected a region (ap-south-1, eu-west-1, us-east-1), found 'mars'",
        "at 1s cut us-east-1                 | found the end of the line",
        "at 1s cut us-east-1 ap-south-1      | expected a region that a link joins to us-east-1 (eu-west-1), found 'ap-south-1'",
        "at 1s cut us-east-1 us-east-1       | line 2, column 21: expected a region that a link joins to us-east-1",
        "at 1s latency us-east-1 eu-west-1 80 | column 35: expected a latency like 80ms or 0ms, found '80'",
        "at 1s latency us-east-1 eu-west-1 2m | from 0s to 60s, found '2m'",
        "at 1s bandwidth us-east-1 eu-west-1 0KB | expected bytes a second like",
        "at 1s bandwidth us-east-1 eu-west-1 64  | expected bytes a second like",
        "at 1s flap us-east-1 eu-west-1 2s for 9s | column 32: expected 'every', found '2s'",
        "at 1s flap us-east-1 eu-west-1 every 2s for 1s | expected a duration like 10s, from 2s to",
        "at 1s flap us-east-1 eu-west-1 every 1ms for 1s | expected a period like 2s, from 20ms to",
        "at 1s reset now                     | line 2, column 13: expected the end of the line, found 'now'",
        "at 25h heal                         | from 0s to 86400s, found '25h'"
      })
  void whatIsNoStepIsRefusedWhereItStands(String line, String complaint) {
    assertThatThrownBy(() -> read("# first\n" + line))
        .isInstanceOf(ScriptFaultException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void timesDoNotGoBackAndAnEmptyTextIsNone() {
    assertThatThrownBy(() -> read("at 10s heal\nat 9s heal"))
        .hasMessageContaining("line 2, column 4")
        .hasMessageContaining("from 10s to 86400s, found '9s'");
    assertThatThrownBy(() -> read("# nothing\n"))
        .hasMessage(
            "line 2, column 1: expected a step such as 'at 10s cut A B', found the end of the scenario");
  }

  @Test
  void twoFlappingsOfALinkDoNotOverlap() {
    String first = "at 0s flap us-east-1 eu-west-1 every 2s for 10s\n";
    assertThatThrownBy(() -> read(first + "at 9s flap eu-west-1 -> us-east-1 every 2s for 10s"))
        .hasMessage(
            "line 2, column 12: expected two regions that do not flap just then, found 'eu-west-1'");
    assertThat(read(first + "at 10s flap us-east-1 eu-west-1 every 2s for 10s").steps()).hasSize(2);
    assertThat(read(first + "at 9s flap eu-west-1 ap-south-1 every 2s for 10s").steps()).hasSize(2);
  }

  @Test
  void aScriptIsBounded() {
    assertThat(read("at 1s heal\n".repeat(ScriptReader.STEPS_MAX)).steps())
        .hasSize(ScriptReader.STEPS_MAX);
    assertThatThrownBy(() -> read("at 1s heal\n".repeat(ScriptReader.STEPS_MAX + 1)))
        .hasMessageContaining("line 501, column 1: expected at most 500 steps");
    assertThatThrownBy(() -> read("#".repeat(ScriptReader.CHARACTERS_MAX + 1)))
        .isInstanceOf(ScriptFaultException.class);
  }

  @Test
  void theExamplesAreScripts() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      List<Path> examples = files.filter(each -> each.toString().endsWith(".scenario")).toList();
      assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
      for (Path each : examples) {
        Script script = read(Files.readString(each));
        assertThat(script.steps().getLast().action()).as("%s", each).isEqualTo(new Action.Reset());
      }
    }
  }
}
