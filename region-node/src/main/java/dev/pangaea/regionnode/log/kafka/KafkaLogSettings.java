package dev.pangaea.regionnode.log.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which Kafka keeps the logs, and how.
 *
 * @param bootstrap addresses as {@code host:port}, separated by commas
 * @param name what the broker's own logs and limits call this client
 * @param client further properties of every client, such as credentials and certificates; those
 *     that the log's promises rest on are not to be changed
 * @param replicationFactor of logs that are created; the cluster's default when none is given
 * @param answerWithin after which an append is in doubt
 */
public record KafkaLogSettings(
    String bootstrap,
    String name,
    Map<String, String> client,
    OptionalInt replicationFactor,
    Duration answerWithin) {
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  public KafkaLogSettings {
    client = Map.copyOf(client);
  }

  public static KafkaLogSettings at(String bootstrap, String name) {
    return new KafkaLogSettings(bootstrap, name, Map.of(), OptionalInt.empty(), ANSWER_WITHIN);
  }
}
