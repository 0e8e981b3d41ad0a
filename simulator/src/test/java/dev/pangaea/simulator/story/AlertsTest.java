package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Path PAGE = Path.of("..", "METRICS.md");
  private static final Path ALERTS = Path.of("..", "dashboards", "prometheus", "alerts.yml");

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
}
