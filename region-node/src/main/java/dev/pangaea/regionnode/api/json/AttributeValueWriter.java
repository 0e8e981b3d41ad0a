package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** Writes attribute values as DynamoDB does: numbers as plain decimals, binaries in Base64. */
public final class AttributeValueWriter {
  private AttributeValueWriter() {}

  /** An item or a key, or a map's entries: an object of typed values by name. */
  public static void attributes(Map<String, AttributeValue> attributes, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      to.writeFieldName(attribute.getKey());
      value(attribute.getValue(), to);
    }
    to.writeEndObject();
  }

  public static void value(AttributeValue value, JsonGenerator to) throws IOException {
    to.writeStartObject();
    switch (value) {
      case StringValue(String text) -> to.writeStringField("S", text);
      case NumberValue(BigDecimal number) -> to.writeStringField("N", number.toPlainString());
      case BinaryValue(Bytes bytes) -> to.writeBinaryField("B", bytes.shared());
      case BooleanValue(boolean truth) -> to.writeBooleanField("BOOL", truth);
      case NullValue() -> to.writeBooleanField("NULL", true);
      case ListValue list -> {
        to.writeArrayFieldStart("L");
        for (AttributeValue element : list.elements()) {
          value(element, to);
        }
        to.writeEndArray();
      }
      case MapValue map -> {
        to.writeFieldName("M");
        attributes(map.entries(), to);
      }
      case StringSetValue set -> {
        to.writeArrayFieldStart("SS");
        for (String element : set.elements()) {
          to.writeString(element);
        }
        to.writeEndArray();
      }
      case NumberSetValue set -> {
        to.writeArrayFieldStart("NS");
        for (BigDecimal element : set.elements()) {
          to.writeString(element.toPlainString());
        }
        to.writeEndArray();
      }
      case BinarySetValue set -> {
        to.writeArrayFieldStart("BS");
        for (Bytes element : set.elements()) {
          to.writeBinary(element.shared());
        }
        to.writeEndArray();
      }
    }
    to.writeEndObject();
  }
}
