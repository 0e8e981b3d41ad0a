package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.scaler.ScaledCapacity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How capacities that are scaled stand, as metrics, brought up to date at each scrape. */
public final class ScalingMetrics {
  private final MultiGauge utilization;
  private final CounterRows changes;
  private final CounterRows failures;

  public ScalingMetrics(MeterRegistry registry) {
    this.utilization =
        MultiGauge.builder("pangaea.scaling.utilization.ratio")
            .description("How much of a capacity that is scaled was used in the last minute")
            .register(registry);
    this.changes =
        new CounterRows(
            registry, "pangaea.scaling.changes", "How often a capacity was changed by scaling");
    this.failures =
        new CounterRows(
            registry,
            "pangaea.scaling.failed.changes",
            "How often scaling could not change a capacity");
  }

  /** One thread at a time. */
  public void update(List<ScaledCapacity> capacities) {
    List<Row<?>> utilizations = new ArrayList<>();
    Map<Tags, Long> changed = new LinkedHashMap<>();
    Map<Tags, Long> failed = new LinkedHashMap<>();
    for (ScaledCapacity each : capacities) {
      Tags tags = tags(each);
      each.utilization().ifPresent(ratio -> utilizations.add(Row.of(tags, ratio)));
      changed.put(tags.and("direction", "out"), each.raised());
      changed.put(tags.and("direction", "in"), each.lowered());
      failed.put(tags, each.failed());
    }
    utilization.register(utilizations, true);
    changes.update(changed);
    failures.update(failed);
  }

  private static Tags tags(ScaledCapacity each) {
    return Tags.of(
        "table",
        each.table(),
        "index",
        each.scalable().index().orElse(""),
        "kind",
        each.scalable().kind().name().toLowerCase(Locale.ROOT));
  }
}
