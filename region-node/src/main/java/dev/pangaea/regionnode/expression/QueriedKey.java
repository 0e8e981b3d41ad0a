package dev.pangaea.regionnode.expression;

import java.util.List;
import java.util.stream.Stream;

/**
 * The key attributes of the table or index that is queried, in their order.
 *
 * @param partitionKey at least one
 * @param sortKey empty where there is none
 */
public record QueriedKey(List<Part> partitionKey, List<Part> sortKey) {
  /**
   * @param type S, N or B
   */
  public record Part(String name, AttributeType type) {}

  public QueriedKey {
    partitionKey = List.copyOf(partitionKey);
    sortKey = List.copyOf(sortKey);
  }

  List<Part> attributes() {
    return Stream.concat(partitionKey.stream(), sortKey.stream()).toList();
  }
}
