package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.topic.TopicStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** How change topics stand, as metrics, brought up to date at each scrape. */
public final class TopicMetrics {
  private final MeterRegistry registry;
  private final List<Consumer<List<TopicStatus>>> metrics = new ArrayList<>();

  public TopicMetrics(MeterRegistry registry) {
    this.registry = registry;
    MultiGauge lag =
        MultiGauge.builder("pangaea.change.topic.lag.seconds")
            .description("Age of the oldest change that a table's change topic lacks")
            .register(registry);
    metrics.add(
        topics ->
            lag.register(
                topics.stream()
                    .<Row<?>>map(each -> Row.of(tags(each), each.lagMillis() / 1e3))
                    .toList(),
                true));
    counter(
        "pangaea.change.topic.records",
        "Changes that were put on a table's change topic",
        TopicStatus::told);
    counter(
        "pangaea.change.topic.gaps",
        "How often changes were found to be missing in a table's change topic",
        TopicStatus::gaps);
    counter(
        "pangaea.change.topic.left.out.images",
        "Changes whose images were too large for the topic",
        TopicStatus::leftOut);
    counter(
        "pangaea.change.topic.failures",
        "Attempts to write a table's change topic that failed",
        TopicStatus::failures);
    counter(
        "pangaea.change.topic.refusals",
        "Attempts that failed since a change topic's max.message.bytes is below a record's size",
        TopicStatus::refused);
  }

  /** One thread at a time. */
  public void update(List<TopicStatus> topics) {
    metrics.forEach(metric -> metric.accept(topics));
  }

  private void counter(String name, String description, ToLongFunction<TopicStatus> count) {
    CounterRows rows = new CounterRows(registry, name, description);
    metrics.add(
        topics -> {
          Map<Tags, Long> counts = new LinkedHashMap<>();
          topics.forEach(each -> counts.put(tags(each), count.applyAsLong(each)));
          rows.update(counts);
        });
  }

  private static Tags tags(TopicStatus status) {
    return Tags.of("table", status.table());
  }
}
