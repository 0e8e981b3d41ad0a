package dev.pangaea.regionnode.log.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Properties of the clients. What the user says comes first, what the log's promises rest on last.
 */
final class ClientProperties {
  /** A record and Kafka's frame around it. */
  static final int RECORD_BYTES_MAX = 8 << 20;

  static final int ADMIN_MILLIS_MAX = 5000;
  private static final int TOPIC_MILLIS_MAX = 10_000;
  private static final int TRANSACTION_MILLIS_MAX = 30_000;
  private static final int BATCH_BYTES = 64 << 10;
  private static final long BUFFER_BYTES = 64 << 20;
  private static final int FETCH_WAIT_MILLIS = 5;
  private static final int FETCH_BYTES = 4 << 20;
  private static final int POLL_RECORDS = 5000;
  private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

  private ClientProperties() {}

  /**
   * One request in flight: the next one gathers all that comes meanwhile, and nothing overtakes.
   * Nothing blocks, so a topic's whereabouts must be known beforehand, and are kept.
   */
  static Map<String, Object> producer(KafkaLogSettings settings) {
    int answerMillis = (int) settings.answerWithin().toMillis();
    Map<String, Object> properties = common(settings);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, YEAR_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, answerMillis);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, answerMillis * 2 / 3);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }

  /**
   * Of a producer whose batches are there whole or not at all, and which shuts out its namesakes.
   */
  static Map<String, Object> topicProducer(KafkaLogSettings settings, String writer) {
    Map<String, Object> properties = common(settings);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, writer);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS_MAX);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TOPIC_MILLIS_MAX);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TOPIC_MILLIS_MAX);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TOPIC_MILLIS_MAX / 2);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }

  /** The same as for logs, but sees no more than what counts of what is written in batches. */
  static Map<String, Object> topicConsumer(KafkaLogSettings settings) {
    Map<String, Object> properties = consumer(settings);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  /** Reads what is there and never waits for more, so a fetch at a log's end comes back at once. */
  static Map<String, Object> consumer(KafkaLogSettings settings) {
    Map<String, Object> properties = common(settings);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS_MAX);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS_MAX);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return properties;
  }

  static Map<String, Object> admin(KafkaLogSettings settings) {
    Map<String, Object> properties = common(settings);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS_MAX);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS_MAX / 2);
    return properties;
  }

  /** Quick to come back after a broker did, and without what nobody looks at. */
  private static Map<String, Object> common(KafkaLogSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 20);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
    properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 10);
    properties.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
    properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    properties.put("enable.metrics.push", false);
    properties.putAll(settings.client());
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.name());
    return properties;
  }
}
