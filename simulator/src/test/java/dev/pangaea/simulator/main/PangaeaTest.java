package dev.pangaea.simulator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PangaeaTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command =
      Pangaea.commandLine()
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(errors, true));

  @Test
  void everyCommandExplainsItself() {
    command
        .getSubcommands()
        .forEach(
            (name, part) -> {
              assertThat(command.execute(name, "--help")).as(name).isZero();
              assertThat(out.toString()).contains("Usage: pangaea " + name);
              assertThat(part.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
            });
  }

  @Test
  void withoutACommandItSaysWhatCanBeStarted() {
    assertThat(command.execute()).isEqualTo(2);
    assertThat(errors.toString()).contains("Say what to start.", "Usage: pangaea");
  }

  @Test
  void anUnknownCommandIsOneClearSentence() {
    assertThat(command.execute("demmo")).isEqualTo(2);
    assertThat(errors.toString()).contains("demmo");
  }
}
