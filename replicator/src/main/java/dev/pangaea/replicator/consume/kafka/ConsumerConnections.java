package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.SourceReader.Connections;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What a consumer of Kafka's counts of its own connections. */
final class ConsumerConnections {
  private static final String GROUP = "consumer-metrics";

  private ConsumerConnections() {}

  static Connections of(Consumer<?, ?> consumer) {
    long open = 0;
    long opened = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : consumer.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (name.group().equals(GROUP) && name.name().equals("connection-count")) {
        open = value(entry.getValue());
      } else if (name.group().equals(GROUP) && name.name().equals("connection-creation-total")) {
        opened = value(entry.getValue());
      }
    }
    return new Connections(open, opened, 1);
  }

  private static long value(Metric metric) {
    return metric.metricValue() instanceof Double value && !value.isNaN() ? value.longValue() : 0;
  }
}
