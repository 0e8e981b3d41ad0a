package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import java.util.List;
import java.util.Optional;

/**
 * What may stand in an attribute that is part of an index's key. An item without the attribute has
 * no row; one with something else in it is refused here, and has no row if it came from elsewhere.
 */
public final class IndexKeys {
  static final int PARTITION_KEY_BYTES_MAX = 2048;
  static final int SORT_KEY_BYTES_MAX = 1024;

  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String NOT_VALID = "One or more parameter values are not valid. ";

  private IndexKeys() {}

  /** What a table's indexes ask of an item that is put. */
  public static ItemRule ofPut(List<IndexSettings> indexes) {
    return rule(
        indexes,
        NOT_VALID
            + "A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty %s value. IndexName: %s, IndexKey: %s");
  }

  /** What a table's indexes ask of an item that an update makes. */
  public static ItemRule ofUpdate(List<IndexSettings> indexes) {
    return rule(
        indexes,
        NOT_VALID
            + "The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty %s value.");
  }

  private static ItemRule rule(List<IndexSettings> indexes, String ofEmpty) {
    List<IndexSettings> kept =
        indexes.stream().filter(index -> index.status() != IndexStatus.DELETING).toList();
    return kept.isEmpty() ? ItemRule.NONE : item -> complaint(kept, ofEmpty, item);
  }

  private static Optional<String> complaint(
      List<IndexSettings> indexes, String ofEmpty, Item item) {
    for (IndexSettings index : indexes) {
      Optional<String> complaint =
          complaint(index.name(), index.partitionKey(), PARTITION_KEY_BYTES_MAX, ofEmpty, item)
              .or(
                  () ->
                      complaint(index.name(), index.sortKey(), SORT_KEY_BYTES_MAX, ofEmpty, item));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> complaint(
      String index, List<KeyAttribute> attributes, int bytesMax, String ofEmpty, Item item) {
    for (KeyAttribute attribute : attributes) {
      Optional<AttributeValue> value = item.attribute(attribute.name());
      if (value.isPresent() && !canBe(attribute, bytesMax, value.get())) {
        return Optional.of(complaint(index, attribute, bytesMax, ofEmpty, value.get()));
      }
    }
    return Optional.empty();
  }

  private static String complaint(
      String index, KeyAttribute attribute, int bytesMax, String ofEmpty, AttributeValue value) {
    if (!attribute.isOf(value)) {
      return INVALID
          + "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
              .formatted(attribute.name(), attribute.type(), type(value), index);
    }
    if (isEmpty(value)) {
      String kind = value instanceof StringValue ? "string" : "binary";
      return ofEmpty.formatted(kind, index, attribute.name());
    }
    return bytesMax == PARTITION_KEY_BYTES_MAX
        ? INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes"
        : INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
  }

  static boolean canBe(KeyAttribute attribute, int bytesMax, AttributeValue value) {
    return attribute.isOf(value) && !isEmpty(value) && length(value) <= bytesMax;
  }

  private static boolean isEmpty(AttributeValue value) {
    return length(value) == 0;
  }

  private static int length(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> Utf8.length(text);
      case BinaryValue(Bytes bytes) -> bytes.length();
      case NumberValue number -> 1;
      case AttributeValue other -> 0;
    };
  }

  private static String type(AttributeValue value) {
    return switch (value) {
      case StringValue text -> "S";
      case NumberValue number -> "N";
      case BinaryValue binary -> "B";
      case AttributeValue.BooleanValue truth -> "BOOL";
      case AttributeValue.NullValue nothing -> "NULL";
      case AttributeValue.ListValue list -> "L";
      case AttributeValue.MapValue map -> "M";
      case AttributeValue.StringSetValue set -> "SS";
      case AttributeValue.NumberSetValue set -> "NS";
      case AttributeValue.BinarySetValue set -> "BS";
    };
  }
}
