package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a request's members by type, front to back. A value of the wrong type is refused at once
 * with DynamoDB's words; a value of the right type that DynamoDB would not keep (an empty set, a
 * number too long) is remembered, the first of them only, and told after the request's own
 * constraints were checked: {@link #refuseBadValues}. A null is an absent member; of members of one
 * name the last counts.
 */
public final class JsonReader {
  private final JsonParser parser;
  private final char[] body;
  private Failure badValue;

  JsonReader(JsonParser parser, char[] body) {
    this.parser = parser;
    this.body = body;
  }

  /** Enters the body's object. */
  public void document() {
    if (next() != JsonToken.START_OBJECT) {
      throw JsonDecoder.malformed();
    }
  }

  /** Makes sure that nothing follows the body's object. */
  public void end() {
    if (next() != null) {
      throw JsonDecoder.malformed();
    }
  }

  /**
   * The name of the next member of the object entered last, its value being next to be read, or
   * null at the object's end.
   */
  public String nextMember() {
    while (true) {
      try {
        String name = parser.nextFieldName();
        if (name == null) {
          return null;
        }
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
          return name;
        }
      } catch (IOException malformed) {
        throw JsonDecoder.malformed();
      }
    }
  }

  /** Enters a structure that is a member. @param shape its name in DynamoDB's model */
  public void enterStructure(String shape) {
    enterObject("class com.amazonaws.dynamodb.v20120810." + shape, "Unexpected field type");
  }

  /** Enters a structure that is an element or a map's value. */
  public void enterElement(String shape) {
    enterObject(
        "class com.amazonaws.dynamodb.v20120810." + shape, "Unexpected value type in payload");
  }

  /** Enters a map. @param values what it maps names to, in DynamoDB's model */
  public void enterMap(String values) {
    enterObject("java.util.Map<java.lang.String, " + values + ">", "Unexpected field type");
  }

  public void enterList() {
    switch (parser.currentToken()) {
      case START_ARRAY -> {}
      case START_OBJECT ->
          throw Failure.serialization("Start of structure or map found where not expected")
              .refused();
      default -> throw Failure.serialization("Unexpected field type").refused();
    }
  }

  /** Whether the list entered last has one more element, which is next to be read. */
  public boolean nextElement() {
    return next() != JsonToken.END_ARRAY;
  }

  /** Whether the value that is next to be read is a null. */
  public boolean atNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  public String string() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw unconvertible("String");
    }
    return text();
  }

  public List<String> strings() {
    enterList();
    List<String> elements = new ArrayList<>();
    while (nextElement()) {
      elements.add(string());
    }
    return elements;
  }

  /** A whole number; decimals are cut off, as DynamoDB does. */
  public long integer(String type) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unconvertible(type);
    }
    try {
      return token == JsonToken.VALUE_NUMBER_INT
          ? parser.getLongValue()
          : (long) parser.getDoubleValue();
    } catch (IOException outOfRange) {
      throw JsonDecoder.malformed();
    }
  }

  /** A number. */
  public double real(String type) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unconvertible(type);
    }
    try {
      return parser.getDoubleValue();
    } catch (IOException outOfRange) {
      throw JsonDecoder.malformed();
    }
  }

  /** A moment, which is written in seconds, in milliseconds. */
  public long millis() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unconvertible("Date");
    }
    try {
      return Math.round(parser.getDoubleValue() * 1000);
    } catch (IOException outOfRange) {
      throw JsonDecoder.malformed();
    }
  }

  public boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT, START_ARRAY, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          throw unconvertible("Boolean");
      default -> throw Failure.serialization("Unexpected token received from parser").refused();
    };
  }

  /** An item or a key: attribute values by name. */
  public Item attributes() {
    return Item.of(new AttributeValueReader(this, parser).attributes());
  }

  /**
   * One attribute value.
   *
   * @param bad told what is wrong with it, apart from the request's other bad values
   */
  public AttributeValue value(Consumer<Failure> bad) {
    return value(new AttributeValueReader(this, parser), bad);
  }

  private AttributeValue value(AttributeValueReader reader, Consumer<Failure> bad) {
    Failure others = badValue;
    badValue = null;
    AttributeValue value = reader.value();
    Failure own = badValue;
    badValue = others;
    if (own != null) {
      bad.accept(own);
    }
    return value;
  }

  /** A list of attribute values. */
  public List<AttributeValue> values() {
    return values(new AttributeValueReader(this, parser), this::badValue);
  }

  /**
   * A statement's parameters.
   *
   * @param bad told what is wrong with them, apart from the request's other bad values
   */
  public List<AttributeValue> parameters(Consumer<Failure> bad) {
    return values(AttributeValueReader.ofParameter(this, parser), bad);
  }

  private List<AttributeValue> values(AttributeValueReader reader, Consumer<Failure> bad) {
    enterList();
    List<AttributeValue> values = new ArrayList<>();
    while (nextElement()) {
      values.add(value(reader, bad));
    }
    return values;
  }

  /** Passes over a value, however deep. */
  public void skip() {
    try {
      parser.skipChildren();
    } catch (IOException malformed) {
      throw JsonDecoder.malformed();
    }
  }

  /** Remembers what is wrong with a value, if it is the first. */
  public void badValue(Failure failure) {
    if (badValue == null) {
      badValue = failure;
    }
  }

  public void refuseBadValues() {
    if (badValue != null) {
      throw badValue.refused();
    }
  }

  JsonToken next() {
    try {
      return parser.nextToken();
    } catch (IOException malformed) {
      throw JsonDecoder.malformed();
    }
  }

  /**
   * The text of the current value. Half a surrogate pair is no character and would not survive the
   * way through bytes; only an escape can bring one in, and a text without escapes is still in the
   * body's own array.
   */
  String text() {
    try {
      boolean escapes = parser.getTextCharacters() != body;
      String text = parser.getText();
      if (escapes) {
        Texts.refuseHalfPairs(text);
      }
      return text;
    } catch (IOException malformed) {
      throw JsonDecoder.malformed();
    }
  }

  RuntimeException unconvertible(String type) {
    String complaint =
        switch (parser.currentToken()) {
          case START_OBJECT -> "Start of structure or map found where not expected";
          case START_ARRAY -> "Unrecognized collection type class java.lang." + type;
          case VALUE_TRUE -> "TRUE_VALUE cannot be converted to " + type;
          case VALUE_FALSE -> "FALSE_VALUE cannot be converted to " + type;
          case VALUE_STRING -> "STRING_VALUE cannot be converted to " + type;
          case VALUE_NUMBER_INT -> "NUMBER_VALUE cannot be converted to " + type;
          case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE cannot be converted to " + type;
          default -> "Unexpected token received from parser";
        };
    return Failure.serialization(complaint).refused();
  }

  private void enterObject(String type, String complaint) {
    switch (parser.currentToken()) {
      case START_OBJECT -> {}
      case START_ARRAY ->
          throw Failure.serialization("Unrecognized collection type " + type).refused();
      default -> throw Failure.serialization(complaint).refused();
    }
  }
}
