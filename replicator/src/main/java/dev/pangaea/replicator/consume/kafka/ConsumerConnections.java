package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.SourceReader.Connections;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a consumer of Kafka's counts of its own connections and of the answers to its fetches. It
 * has several at rest, so those that were opened beyond the most that were open at once took the
 * place of others. Confined to one thread.
 */
final class ConsumerConnections {
  private static final String GROUP = "consumer-metrics";
  private static final String FETCHES = "consumer-fetch-manager-metrics";

  private long mostOpen;

  Connections now(Map<MetricName, ? extends Metric> metrics) {
    long open = 0;
    long opened = 0;
    long answers = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      MetricName name = entry.getKey();
      if (name.group().equals(GROUP) && name.name().equals("connection-count")) {
        open = value(entry.getValue());
      } else if (name.group().equals(GROUP) && name.name().equals("connection-creation-total")) {
        opened = value(entry.getValue());
      } else if (name.group().equals(FETCHES) && name.name().equals("fetch-total")) {
        answers = value(entry.getValue());
      }
    }
    return now(open, opened, answers);
  }

  Connections now(long open, long opened, long answers) {
    mostOpen = Math.max(mostOpen, open);
    return new Connections(open, Math.max(0, opened - mostOpen), 1, answers);
  }

  private static long value(Metric metric) {
    return metric.metricValue() instanceof Double value && !value.isNaN() ? value.longValue() : 0;
  }
}
