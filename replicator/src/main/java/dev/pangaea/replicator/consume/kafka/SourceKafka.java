package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.conflict.version.RegionName;
import java.util.Map;

/**
 * A source region's Kafka, and who reads there.
 *
 * @param bootstrap addresses as {@code host:port}, separated by commas
 * @param clientId what the broker's own logs and limits call the reader
 * @param client further properties, such as credentials and certificates; those that reading rests
 *     on stay as they are
 */
public record SourceKafka(
    RegionName source, String bootstrap, String clientId, Map<String, String> client) {
  public SourceKafka {
    client = Map.copyOf(client);
  }

  /** The log that every region has. */
  String catalogLog() {
    return source + ".catalog";
  }

  SourceKafka as(String otherClientId) {
    return new SourceKafka(source, bootstrap, otherClientId, client);
  }
}
