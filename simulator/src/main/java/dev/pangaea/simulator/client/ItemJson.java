package dev.pangaea.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.pangaea.conflict.item.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Items and their values as DynamoDB's JSON has them, but for binary ones. */
public final class ItemJson {
  private ItemJson() {}

  /** Each attribute as a member. */
  public static void put(ObjectNode to, Map<String, AttributeValue> attributes) {
    attributes.forEach((name, value) -> put(to.putObject(name), value));
  }

  public static Item item(JsonNode json) {
    return new Item(attributes(json));
  }

  private static void put(ObjectNode to, AttributeValue value) {
    switch (value) {
      case StringValue(String text) -> to.put("S", text);
      case NumberValue(BigDecimal number) -> to.put("N", number.toPlainString());
      case BooleanValue(boolean truth) -> to.put("BOOL", truth);
      case NullValue() -> to.put("NULL", true);
      case BinaryValue(Bytes bytes) -> throw noBinaries();
      case BinarySetValue(SortedSet<Bytes> each) -> throw noBinaries();
      case ListValue(List<AttributeValue> elements) -> {
        ArrayNode list = to.putArray("L");
        elements.forEach(element -> put(list.addObject(), element));
      }
      case MapValue(SortedMap<String, AttributeValue> entries) -> put(to.putObject("M"), entries);
      case StringSetValue(SortedSet<String> texts) -> {
        ArrayNode set = to.putArray("SS");
        texts.forEach(set::add);
      }
      case NumberSetValue(SortedSet<BigDecimal> numbers) -> {
        ArrayNode set = to.putArray("NS");
        numbers.forEach(number -> set.add(number.toPlainString()));
      }
    }
  }

  private static AttributeValue value(JsonNode json) {
    String type = json.fieldNames().next();
    JsonNode content = json.get(type);
    return switch (type) {
      case "S" -> new StringValue(content.asText());
      case "N" -> new NumberValue(new BigDecimal(content.asText()));
      case "BOOL" -> new BooleanValue(content.asBoolean());
      case "NULL" -> new NullValue();
      case "M" -> new MapValue(attributes(content));
      case "L" -> {
        List<AttributeValue> elements = new ArrayList<>();
        content.forEach(element -> elements.add(value(element)));
        yield new ListValue(elements);
      }
      case "SS" -> {
        TreeSet<String> texts = new TreeSet<>();
        content.forEach(element -> texts.add(element.asText()));
        yield new StringSetValue(texts);
      }
      case "NS" -> {
        TreeSet<BigDecimal> numbers = new TreeSet<>();
        content.forEach(element -> numbers.add(new BigDecimal(element.asText())));
        yield new NumberSetValue(numbers);
      }
      case String binary -> throw noBinaries();
    };
  }

  private static TreeMap<String, AttributeValue> attributes(JsonNode json) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    json.properties().forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
    return attributes;
  }

  private static IllegalArgumentException noBinaries() {
    return new IllegalArgumentException("no binary values here");
  }
}
