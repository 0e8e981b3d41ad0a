package dev.pangaea.simulator.processes;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record of a stream.
 *
 * @param appendMillis when the region's log took it, by a stock Kafka client
 * @param kind as the stream names it
 * @param expired whether it says that the service deleted the item since its time was up
 */
record ToldChange(
    long offset,
    int index,
    long appendMillis,
    String key,
    String kind,
    Optional<Map<String, AttributeValue>> before,
    Optional<Map<String, AttributeValue>> after,
    boolean expired) {
  /** What DynamoDB would call it. */
  String kindByImages() {
    if (before.isEmpty()) {
      return "INSERT";
    }
    return after.isEmpty() ? "REMOVE" : "MODIFY";
  }

  @Override
  public String toString() {
    return "%d/%d %s of %s%s: %s to %s"
        .formatted(offset, index, kind, key, expired ? " by expiry" : "", before, after);
  }
}
