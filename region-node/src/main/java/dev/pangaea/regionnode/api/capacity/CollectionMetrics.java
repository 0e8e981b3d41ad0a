package dev.pangaea.regionnode.api.capacity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How large an item collection is, told of tables with local indexes only: the items that share a
 * partition key, with their rows in those indexes. Nobody counts each collection, but the partition
 * that holds it is counted and bounds it.
 *
 * @param gigabytesMax how large it is at most
 */
public record CollectionMetrics(
    String partitionKeyName, AttributeValue partitionKey, long gigabytesMax) {
  private static final List<String> NAMES = List.of("SIZE", "NONE");
  private static final long GIGABYTE = 1L << 30;

  /**
   * @param bytesMax of the items in its partition, with their rows in local indexes
   */
  public static CollectionMetrics of(
      String partitionKeyName, AttributeValue partitionKey, long bytesMax) {
    return new CollectionMetrics(
        partitionKeyName, partitionKey, Math.max(1, Math.ceilDiv(bytesMax, GIGABYTE)));
  }

  /** Checks how much a caller wants to be told. */
  public static void check(Constraints constraints, String name) {
    constraints.oneOf("returnItemCollectionMetrics", name, NAMES);
  }

  public static boolean wanted(String checked) {
    return "SIZE".equals(checked);
  }

  /** Writes the member ItemCollectionMetrics of several writes, if there is any to tell of. */
  public static void writeMember(Map<String, Set<CollectionMetrics>> byTable, JsonGenerator to)
      throws IOException {
    if (byTable.isEmpty()) {
      return;
    }
    to.writeObjectFieldStart("ItemCollectionMetrics");
    for (Map.Entry<String, Set<CollectionMetrics>> table : byTable.entrySet()) {
      to.writeArrayFieldStart(table.getKey());
      for (CollectionMetrics collection : table.getValue()) {
        collection.write(to);
      }
      to.writeEndArray();
    }
    to.writeEndObject();
  }

  public void write(JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeFieldName("ItemCollectionKey");
    AttributeValueWriter.attributes(Map.of(partitionKeyName, partitionKey), to);
    to.writeArrayFieldStart("SizeEstimateRangeGB");
    to.writeNumber(0.0);
    to.writeNumber((double) gigabytesMax);
    to.writeEndArray();
    to.writeEndObject();
  }
}
