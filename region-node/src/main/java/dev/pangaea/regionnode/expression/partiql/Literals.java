package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.Binding;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import java.util.HashMap;
import java.util.Map;

/** Gives each value of a statement a placeholder, as values have in expressions. */
final class Literals {
  private final Values values;
  private final Map<String, AttributeValue> byKey = new HashMap<>();

  Literals(Values values) {
    this.values = values;
  }

  ParsedOperand.Value of(Node node) {
    return of(values.value(node));
  }

  ParsedOperand.Value of(AttributeValue value) {
    String key = ":" + byKey.size();
    byKey.put(key, value);
    return new ParsedOperand.Value(key);
  }

  Binding binding() {
    return new Binding(byKey);
  }
}
