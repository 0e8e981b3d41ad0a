package dev.pangaea.replicator.consume.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How Kafka's consumer is set up, beyond what the operator says: no group, no offset chosen by
 * itself, entries as soon as there are any, and quick to return to a source that was cut off.
 */
final class ConsumerSettings {
  /** Above what a fetch of records of a usual size holds: a poll gives all that a fetch brought. */
  private static final int POLL_RECORDS_MAX = 20_000;

  private static final Map<String, Object> OURS =
      Map.ofEntries(
          Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
          Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
          Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"),
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
          Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
          Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
          Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
          Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX),
          Map.entry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1),
          Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50),
          Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
          Map.entry(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 50),
          Map.entry(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500),
          Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
          Map.entry(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 5_000),
          Map.entry(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 10_000),
          Map.entry(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""),
          Map.entry(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false));

  private ConsumerSettings() {}

  /**
   * @param fetchWaitMillis how long a fetch waits at the source for something new
   */
  static Map<String, Object> of(SourceKafka kafka, int fetchWaitMillis, FetchSize size) {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.clientId());
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchWaitMillis);
    settings.putAll(OURS);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, size.bytesMax());
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, size.partitionBytesMax());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) size.timeout().toMillis());
    return settings;
  }
}
