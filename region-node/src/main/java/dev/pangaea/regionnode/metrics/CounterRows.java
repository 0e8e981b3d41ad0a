package dev.pangaea.regionnode.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A counter whose rows come and go, and whose counts are kept elsewhere: what Micrometer's {@code
 * MultiGauge} is for gauges. One thread at a time updates it; any may read the registry.
 */
final class CounterRows {
  private record Row(FunctionCounter meter, AtomicReference<Number> count) {}

  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<Tags, Row> rows = new HashMap<>();

  CounterRows(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  /** Has these rows from now on, and no others. */
  void update(Map<Tags, ? extends Number> counts) {
    counts.forEach((tags, count) -> rows.computeIfAbsent(tags, this::row).count().set(count));
    rows.entrySet()
        .removeIf(
            row -> {
              boolean gone = !counts.containsKey(row.getKey());
              if (gone) {
                registry.remove(row.getValue().meter());
              }
              return gone;
            });
  }

  private Row row(Tags tags) {
    AtomicReference<Number> count = new AtomicReference<>(0);
    FunctionCounter meter =
        FunctionCounter.builder(name, count, kept -> kept.get().doubleValue())
            .description(description)
            .tags(tags)
            .register(registry);
    return new Row(meter, count);
  }
}
