package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.trigger.TriggerStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** How triggers stand, as metrics, brought up to date at each scrape. */
public final class TriggerMetrics {
  private final MeterRegistry registry;
  private final List<Consumer<List<TriggerStatus>>> metrics = new ArrayList<>();

  public TriggerMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge(
        "pangaea.trigger.iterator.age.seconds",
        "Age of the oldest record that a trigger's worker has not got",
        each -> each.ageMillis() / 1e3);
    gauge(
        "pangaea.trigger.calls.in.flight",
        "Calls of a trigger's worker that are not answered",
        TriggerStatus::underWay);
    gauge(
        "pangaea.trigger.retrying.shards",
        "Shards whose last call failed",
        TriggerStatus::retrying);
    counter(
        "pangaea.trigger.delivered.records",
        "Records that a trigger's worker has taken",
        each -> each.counts().delivered());
    counter("pangaea.trigger.calls", "Calls of a trigger's worker", each -> each.counts().calls());
    counter(
        "pangaea.trigger.failed.calls",
        "Calls of a trigger's worker that failed",
        each -> each.counts().failedCalls());
    counter(
        "pangaea.trigger.filtered.records",
        "Records that a trigger's filter left out",
        each -> each.counts().filtered());
    counter(
        "pangaea.trigger.dead.lettered.records",
        "Records given up and kept as dead letters",
        each -> each.counts().deadLettered());
    counter(
        "pangaea.trigger.dropped.records",
        "Records given up and kept nowhere",
        each -> each.counts().dropped());
    counter(
        "pangaea.trigger.trimmed",
        "How often records were gone before they were read",
        each -> each.counts().trimmed());
  }

  /** One thread at a time. */
  public void update(List<TriggerStatus> triggers) {
    metrics.forEach(metric -> metric.accept(triggers));
  }

  private void gauge(String name, String description, ToDoubleFunction<TriggerStatus> value) {
    MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
    metrics.add(
        triggers ->
            gauge.register(
                triggers.stream()
                    .<Row<?>>map(each -> Row.of(tags(each), value.applyAsDouble(each)))
                    .toList(),
                true));
  }

  private void counter(String name, String description, ToLongFunction<TriggerStatus> count) {
    CounterRows rows = new CounterRows(registry, name, description);
    metrics.add(
        triggers -> {
          Map<Tags, Long> counts = new LinkedHashMap<>();
          triggers.forEach(each -> counts.put(tags(each), count.applyAsLong(each)));
          rows.update(counts);
        });
  }

  private static Tags tags(TriggerStatus status) {
    return Tags.of("trigger", status.trigger().name(), "table", status.trigger().stream().table());
  }
}
