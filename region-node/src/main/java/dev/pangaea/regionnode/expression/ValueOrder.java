package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.OptionalInt;

/** The order of strings (as UTF-8 bytes), numbers and binaries. Nothing else has one. */
final class ValueOrder {
  private ValueOrder() {}

  /** Empty for values of different types, and of types without an order. */
  static OptionalInt compare(AttributeValue left, AttributeValue right) {
    if (left instanceof StringValue(String a) && right instanceof StringValue(String b)) {
      return OptionalInt.of(texts(a, b));
    }
    if (left instanceof NumberValue(BigDecimal a) && right instanceof NumberValue(BigDecimal b)) {
      return OptionalInt.of(a.compareTo(b));
    }
    if (left instanceof BinaryValue(Bytes a) && right instanceof BinaryValue(Bytes b)) {
      return OptionalInt.of(a.compareTo(b));
    }
    return OptionalInt.empty();
  }

  /** The order of UTF-8 bytes is that of code points, where surrogates stand above the rest. */
  private static int texts(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int index = 0; index < common; index++) {
      char a = left.charAt(index);
      char b = right.charAt(index);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : a - b;
      }
    }
    return left.length() - right.length();
  }
}
