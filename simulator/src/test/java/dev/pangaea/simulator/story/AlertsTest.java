package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by their names, and by what Prometheus' own tool makes of them. */
class AlertsTest {
  private static final Path PAGE = Path.of("..", "METRICS.md");
  private static final Path PROMETHEUS = Path.of("..", "dashboards", "prometheus");
  private static final Path ALERTS = PROMETHEUS.resolve("alerts.yml");
  private static final String TRIALS = "alerts.test.yml";
  private static final Pattern NAME = Pattern.compile("^ +- alert: (\\w+)$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void whateverIsAnAlarmHasARule() throws IOException {
    MetricFamilies documented = MetricFamilies.documented(Files.readString(PAGE));

    assertThat(documented.alarms())
        .isNotEmpty()
        .isSubsetOf(MetricFamilies.named(Files.readString(ALERTS)));
  }

  @Test
  void rulesAskForMetricsThatThereAre() throws IOException {
    MetricFamilies documented = MetricFamilies.documented(Files.readString(PAGE));

    assertThat(MetricFamilies.named(Files.readString(ALERTS))).isSubsetOf(documented.names());
  }

  @Test
  void everyAlertIsTried() throws IOException {
    List<String> names =
        NAME.matcher(Files.readString(ALERTS)).results().map(found -> found.group(1)).toList();

    assertThat(names).isNotEmpty();
    assertThat(Files.readString(PROMETHEUS.resolve(TRIALS))).contains(names);
  }

  @Test
  void prometheusUnderstandsTheRulesAndTheScrapeFile() throws Exception {
    promtool("check", "rules", ALERTS.getFileName().toString());
    promtool("check", "config", "prometheus.yml");
  }

  @Test
  void alertsFireWhenTheyShouldAndNotBefore() throws Exception {
    promtool("test", "rules", TRIALS);
  }

  private void promtool(String... arguments) throws Exception {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        program.isPresent(),
        "no promtool on the PATH: the rules are not run, only their names read");
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .directory(PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
