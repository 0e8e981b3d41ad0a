package dev.pangaea.regionnode.api.item;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.Texts;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableView;
import java.util.Map;
import java.util.Optional;

/** Primary keys out of what requests hold, checked against a table's key schema. */
public final class PrimaryKeys {
  private static final int PARTITION_KEY_BYTES_MAX = 2048;
  private static final int SORT_KEY_BYTES_MAX = 1024;

  private PrimaryKeys() {}

  /** The key within an item. */
  public static PrimaryKey ofItem(KeySchema schema, Map<String, AttributeValue> item) {
    AttributeValue partitionKey = ofItem(schema.partitionKey(), item);
    Optional<AttributeValue> sortKey = schema.sortKey().map(attribute -> ofItem(attribute, item));
    return sized(schema, partitionKey, sortKey);
  }

  /** A key that stands alone: it holds the key's attributes and no other. */
  public static PrimaryKey ofKey(KeySchema schema, Map<String, AttributeValue> key) {
    if (key.size() != (schema.sortKey().isPresent() ? 2 : 1)) {
      throw mismatch();
    }
    AttributeValue partitionKey = ofKey(schema.partitionKey(), key);
    Optional<AttributeValue> sortKey = schema.sortKey().map(attribute -> ofKey(attribute, key));
    return sized(schema, partitionKey, sortKey);
  }

  /** A key that stands alone, of an item of this table. */
  public static EncodedKey encoded(TableView table, Item key) {
    return EncodedKey.of(ofKey(table.settings().keySchema(), key.attributes()));
  }

  /** Refuses an update of what an item is known by. */
  public static void refuseUpdate(TableView table, ItemUpdate update) {
    KeySchema schema = table.settings().keySchema();
    refuseUpdate(schema.partitionKey(), update);
    schema.sortKey().ifPresent(attribute -> refuseUpdate(attribute, update));
  }

  private static void refuseUpdate(KeyAttribute attribute, ItemUpdate update) {
    if (update.attributes().contains(attribute.name())) {
      throw Failure.invalidParameter(
              "Cannot update attribute " + attribute.name() + ". This attribute is part of the key")
          .refused();
    }
  }

  private static AttributeValue ofItem(KeyAttribute attribute, Map<String, AttributeValue> item) {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      throw Failure.invalidParameter("Missing the key " + attribute.name() + " in the item")
          .refused();
    }
    if (!type(value).equals(attribute.type().name())) {
      throw Failure.invalidParameter(
              "Type mismatch for key "
                  + attribute.name()
                  + " expected: "
                  + attribute.type()
                  + " actual: "
                  + type(value))
          .refused();
    }
    return value;
  }

  private static AttributeValue ofKey(KeyAttribute attribute, Map<String, AttributeValue> key) {
    AttributeValue value = key.get(attribute.name());
    if (value == null || !type(value).equals(attribute.type().name())) {
      throw mismatch();
    }
    return value;
  }

  private static PrimaryKey sized(
      KeySchema schema, AttributeValue partitionKey, Optional<AttributeValue> sortKey) {
    refuseEmpty(schema.partitionKey(), partitionKey);
    if (sortKey.isPresent()) {
      refuseEmpty(schema.sortKey().orElseThrow(), sortKey.get());
    }
    if (longerThan(partitionKey, PARTITION_KEY_BYTES_MAX)) {
      throw Failure.invalidParameter(
              "Size of hashkey has exceeded the maximum size limit of2048 bytes")
          .refused();
    }
    if (sortKey.isPresent() && longerThan(sortKey.get(), SORT_KEY_BYTES_MAX)) {
      throw Failure.invalidParameter(
              "Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
          .refused();
    }
    return new PrimaryKey(partitionKey, sortKey);
  }

  /** Refuses a string or a binary of nothing, which no key has. */
  public static void refuseEmpty(KeyAttribute attribute, AttributeValue value) {
    boolean emptyString = value instanceof StringValue(String text) && text.isEmpty();
    boolean emptyBinary = value instanceof BinaryValue(Bytes bytes) && bytes.length() == 0;
    if (emptyString || emptyBinary) {
      throw Failure.validation(
              "One or more parameter values are not valid. The AttributeValue for a key attribute"
                  + " cannot contain an empty "
                  + (emptyString ? "string" : "binary")
                  + " value. Key: "
                  + attribute.name())
          .refused();
    }
  }

  private static boolean longerThan(AttributeValue value, int bytesMax) {
    return switch (value) {
      case StringValue(String text) -> Texts.longerThan(text, bytesMax);
      case BinaryValue(Bytes bytes) -> bytes.length() > bytesMax;
      case AttributeValue other -> false;
    };
  }

  private static RuntimeException mismatch() {
    return Failure.validation("The provided key element does not match the schema").refused();
  }

  /** DynamoDB's letters for a value's type. */
  public static String type(AttributeValue value) {
    return switch (value) {
      case StringValue text -> "S";
      case NumberValue number -> "N";
      case BinaryValue binary -> "B";
      case BooleanValue truth -> "BOOL";
      case NullValue nothing -> "NULL";
      case ListValue list -> "L";
      case MapValue map -> "M";
      case StringSetValue set -> "SS";
      case NumberSetValue set -> "NS";
      case BinarySetValue set -> "BS";
    };
  }
}
