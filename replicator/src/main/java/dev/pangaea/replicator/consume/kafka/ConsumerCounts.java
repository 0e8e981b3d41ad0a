package dev.pangaea.replicator.consume.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a consumer of Kafka's counts, from its metrics.
 *
 * @param open connections that there are now
 * @param opened connections that were made
 * @param bytes that have come, be it of answers that never became whole
 * @param answers fetches that were answered
 */
record ConsumerCounts(long open, long opened, long bytes, long answers) {
  private static final String GROUP = "consumer-metrics";
  private static final String FETCHES = "consumer-fetch-manager-metrics";

  static ConsumerCounts of(Map<MetricName, ? extends Metric> metrics) {
    long open = 0;
    long opened = 0;
    long bytes = 0;
    long answers = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      MetricName name = entry.getKey();
      if (is(name, GROUP, "connection-count")) {
        open = value(entry.getValue());
      } else if (is(name, GROUP, "connection-creation-total")) {
        opened = value(entry.getValue());
      } else if (is(name, GROUP, "incoming-byte-total")) {
        bytes = value(entry.getValue());
      } else if (is(name, FETCHES, "fetch-total")) {
        answers = value(entry.getValue());
      }
    }
    return new ConsumerCounts(open, opened, bytes, answers);
  }

  private static boolean is(MetricName metric, String group, String name) {
    return metric.group().equals(group) && metric.name().equals(name);
  }

  private static long value(Metric metric) {
    return metric.metricValue() instanceof Double value && !value.isNaN() ? value.longValue() : 0;
  }
}
