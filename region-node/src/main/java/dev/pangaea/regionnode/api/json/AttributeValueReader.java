package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import dev.pangaea.conflict.item.Nesting;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.item.ParsedNumber;
import dev.pangaea.regionnode.api.failure.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads attribute values, as deep as DynamoDB lets them nest and no deeper. A value that DynamoDB
 * would not keep is read as {@link #BAD}; the request that holds it is refused later.
 */
final class AttributeValueReader {
  private static final int NAME_BYTES_MAX = 65_535;
  private static final AttributeValue BAD = new NullValue();
  private static final String VALUE_SHAPE = "AttributeValue";
  private static final String VALUE_CLASS = "com.amazonaws.dynamodb.v20120810.AttributeValue";

  private final JsonReader reader;
  private final JsonParser parser;
  private final boolean ofParameter;

  AttributeValueReader(JsonReader reader, JsonParser parser) {
    this(reader, parser, false);
  }

  private AttributeValueReader(JsonReader reader, JsonParser parser, boolean ofParameter) {
    this.reader = reader;
    this.parser = parser;
    this.ofParameter = ofParameter;
  }

  /** Of a statement's parameter, in which DynamoDB counts exponents in 32 bits. */
  static AttributeValueReader ofParameter(JsonReader reader, JsonParser parser) {
    return new AttributeValueReader(reader, parser, true);
  }

  TreeMap<String, AttributeValue> attributes() {
    return entries(0);
  }

  AttributeValue value() {
    return value(0);
  }

  private TreeMap<String, AttributeValue> entries(int nesting) {
    reader.enterMap(VALUE_CLASS);
    TreeMap<String, AttributeValue> entries = new TreeMap<>();
    for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
      Texts.refuseHalfPairs(name);
      if (name.isEmpty()) {
        reader.badValue(Failure.invalidParameter("Empty attribute name"));
      } else if (Texts.longerThan(name, NAME_BYTES_MAX)) {
        reader.badValue(
            Failure.invalidParameter("Attribute name is too large, must be less than 65536 bytes"));
      }
      entries.put(name, value(nesting));
    }
    return entries;
  }

  private AttributeValue value(int nesting) {
    reader.enterElement(VALUE_SHAPE);
    AttributeValue value = null;
    String typed = null;
    boolean several = false;
    for (String type = reader.nextMember(); type != null; type = reader.nextMember()) {
      AttributeValue next = typed(type, nesting);
      if (next != null) {
        several |= typed != null && !typed.equals(type);
        typed = type;
        value = next;
      }
    }
    if (value == null) {
      reader.badValue(
          Failure.validation(
              "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes"));
      return BAD;
    }
    if (several) {
      reader.badValue(
          Failure.validation(
              "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                  + " the supported datatypes"));
    }
    return value;
  }

  /** The value of a member that names a type, or null for one that names none. */
  private AttributeValue typed(String type, int nesting) {
    return switch (type) {
      case "S" -> new StringValue(reader.string());
      case "N" -> number(reader.string()) instanceof BigDecimal it ? new NumberValue(it) : BAD;
      case "B" -> new BinaryValue(binary());
      case "BOOL" -> new BooleanValue(reader.bool());
      case "NULL" -> nothing();
      case "SS" -> stringSet();
      case "NS" -> numberSet();
      case "BS" -> binarySet();
      case "L", "M" -> collection(type, nesting + 1);
      default -> {
        reader.skip();
        yield null;
      }
    };
  }

  private AttributeValue nothing() {
    if (!reader.bool()) {
      reader.badValue(
          Failure.invalidParameter("Null attribute value types must have the value of true"));
    }
    return new NullValue();
  }

  private AttributeValue collection(String type, int nesting) {
    if (nesting > Nesting.AROUND_MAX) {
      reader.badValue(
          Failure.validation(
              "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                  + " levels beyond supported limit"));
      reader.skip();
      return BAD;
    }
    if (type.equals("M")) {
      return new MapValue(entries(nesting));
    }
    reader.enterList();
    List<AttributeValue> elements = new ArrayList<>();
    while (reader.nextElement()) {
      elements.add(value(nesting));
    }
    return new ListValue(elements);
  }

  private AttributeValue stringSet() {
    List<String> elements = elements(JsonReader::string, "string set");
    if (elements.isEmpty()) {
      reader.badValue(Failure.invalidParameter("An string set  may not be empty"));
    }
    TreeSet<String> set = new TreeSet<>(elements);
    if (set.size() < elements.size()) {
      reader.badValue(
          Failure.invalidParameter("Input collection " + elements + " contains duplicates."));
    }
    return new StringSetValue(set);
  }

  private AttributeValue numberSet() {
    List<String> elements = elements(JsonReader::string, "number set");
    if (elements.isEmpty()) {
      reader.badValue(Failure.invalidParameter("An number set  may not be empty"));
    }
    TreeSet<BigDecimal> set = new TreeSet<>();
    for (String element : elements) {
      BigDecimal number = number(element);
      if (number == null) {
        return BAD;
      }
      if (!set.add(number)) {
        reader.badValue(
            Failure.invalidParameter("Input collection " + elements + " contains duplicates."));
      }
    }
    return new NumberSetValue(set);
  }

  private AttributeValue binarySet() {
    List<Bytes> elements = elements(from -> binary(), "binary set");
    if (elements.isEmpty()) {
      reader.badValue(Failure.invalidParameter("Binary sets should not be empty"));
    }
    TreeSet<Bytes> set = new TreeSet<>(elements);
    if (set.size() < elements.size()) {
      List<String> texts = elements.stream().map(Base64Text::encode).toList();
      reader.badValue(
          Failure.invalidParameter(
              "Input collection " + texts + "of type BS contains duplicates."));
    }
    return new BinarySetValue(set);
  }

  private <E> List<E> elements(Function<JsonReader, E> element, String set) {
    reader.enterList();
    List<E> elements = new ArrayList<>();
    while (reader.nextElement()) {
      if (reader.atNull()) {
        reader.badValue(Failure.invalidParameter("An " + set + " may not have a null as a member"));
      } else {
        elements.add(element.apply(reader));
      }
    }
    return elements;
  }

  private Bytes binary() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw reader.unconvertible("Blob");
    }
    return Base64Text.decode(reader.text());
  }

  /** The number, or null where the text is none that DynamoDB keeps. */
  private BigDecimal number(String text) {
    ParsedNumber parsed = Numbers.parse(text);
    return switch (ofParameter ? countedInInts(text, parsed) : parsed) {
      case ParsedNumber.Valid(BigDecimal number) -> number;
      case ParsedNumber.NotANumber none ->
          badNumber(
              text.isEmpty()
                  ? "The parameter cannot be converted to a numeric value"
                  : "The parameter cannot be converted to a numeric value: " + text);
      case ParsedNumber.TooManyDigits digits ->
          badNumber("Attempting to store more than 38 significant digits in a Number");
      case ParsedNumber.Overflow overflow ->
          badNumber(
              "Number overflow. Attempting to store a number with magnitude larger than supported"
                  + " range");
      case ParsedNumber.Underflow underflow ->
          badNumber(
              "Number underflow. Attempting to store a number with magnitude smaller than supported"
                  + " range");
    };
  }

  /** The largest exponents are none, and those below them overflow so far that they underflow. */
  private static ParsedNumber countedInInts(String text, ParsedNumber parsed) {
    return switch (parsed) {
      case ParsedNumber.Overflow _, ParsedNumber.Underflow _ when !Numbers.exponentFits(text) ->
          new ParsedNumber.NotANumber();
      case ParsedNumber.Overflow _ when Numbers.wholeDigitsOverflow(text) ->
          new ParsedNumber.Underflow();
      default -> parsed;
    };
  }

  private BigDecimal badNumber(String message) {
    reader.badValue(Failure.validation(message));
    return null;
  }
}
