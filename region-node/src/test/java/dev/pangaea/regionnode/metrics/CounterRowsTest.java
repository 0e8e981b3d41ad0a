package dev.pangaea.regionnode.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterRowsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CounterRows rows = new CounterRows(registry, "tries", "How often");

  @Test
  void tellsWhatItWasToldLast() {
    rows.update(Map.of(Tags.of("table", "a"), 1L, Tags.of("table", "b"), 2L));
    rows.update(Map.of(Tags.of("table", "a"), 5L, Tags.of("table", "b"), 2L));

    assertThat(registry.scrape())
        .contains("# TYPE tries_total counter")
        .contains("tries_total{table=\"a\"} 5.0")
        .contains("tries_total{table=\"b\"} 2.0");
  }

  @Test
  void aRowThatIsGoneIsTakenOut() {
    rows.update(Map.of(Tags.of("table", "a"), 1L, Tags.of("table", "b"), 2L));
    rows.update(Map.of(Tags.of("table", "b"), 3L));

    assertThat(registry.scrape())
        .doesNotContain("table=\"a\"")
        .contains("tries_total{table=\"b\"} 3.0");
  }

  @Test
  void oneThatComesBackCountsFromWhatItIsTold() {
    rows.update(Map.of(Tags.of("table", "a"), 7L));
    rows.update(Map.of());
    rows.update(Map.of(Tags.of("table", "a"), 1L));

    assertThat(registry.scrape()).contains("tries_total{table=\"a\"} 1.0");
  }
}
