package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.AttributeValue;
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
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads values: JSON, and sets as PartiQL writes them, {@code <<1, 2>>}. */
record ValueReader(LineReader line) {
  private static final String VALUE =
      "a value (\"text\", 7, true, false, null, [...], {...} or <<...>>)";

  Item item() {
    line.expectSign("{");
    return new Item(entries());
  }

  AttributeValue value() {
    if (line.isQuote()) {
      return new StringValue(line.quoted());
    }
    if (line.takesSign("{")) {
      return new MapValue(entries());
    }
    if (line.takesSign("[")) {
      return new ListValue(elements("]"));
    }
    if (line.takesSign("<<")) {
      return set();
    }
    if (line.takes("true")) {
      return new BooleanValue(true);
    }
    if (line.takes("false")) {
      return new BooleanValue(false);
    }
    if (line.takes("null")) {
      return new NullValue();
    }
    return number();
  }

  private NumberValue number() {
    NumberValue number;
    try {
      number = new NumberValue(new BigDecimal(line.nextWord()));
    } catch (IllegalArgumentException noNumber) {
      throw line.fault(VALUE);
    }
    line.word(VALUE);
    return number;
  }

  private AttributeValue set() {
    List<AttributeValue> elements = elements(">>");
    TreeSet<String> texts = new TreeSet<>();
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    for (AttributeValue element : elements) {
      switch (element) {
        case StringValue(String text) -> texts.add(text);
        case NumberValue(BigDecimal number) -> numbers.add(number);
        case AttributeValue other -> throw line.fault("a set of texts or of numbers before this");
      }
    }
    if (texts.isEmpty() == numbers.isEmpty()) {
      throw line.fault("a set of texts or of numbers before this");
    }
    return texts.isEmpty() ? new NumberSetValue(numbers) : new StringSetValue(texts);
  }

  private TreeMap<String, AttributeValue> entries() {
    TreeMap<String, AttributeValue> entries = new TreeMap<>();
    if (line.takesSign("}")) {
      return entries;
    }
    do {
      if (!line.isQuote()) {
        throw line.fault("an attribute's name in quotes");
      }
      String name = line.quoted();
      line.expectSign(":");
      entries.put(name, value());
    } while (line.takesSign(","));
    line.expectSign("}");
    return entries;
  }

  private List<AttributeValue> elements(String end) {
    List<AttributeValue> elements = new ArrayList<>();
    if (line.takesSign(end)) {
      return elements;
    }
    do {
      elements.add(value());
    } while (line.takesSign(","));
    line.expectSign(end);
    return elements;
  }
}
