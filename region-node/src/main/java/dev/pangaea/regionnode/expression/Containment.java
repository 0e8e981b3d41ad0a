package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Arrays;

/** Which values begin with others, and which contain others. */
final class Containment {
  private static final int SHORT_MAX = 64;

  private Containment() {}

  static boolean beginsWith(AttributeValue whole, AttributeValue start) {
    if (whole instanceof StringValue(String text) && start instanceof StringValue(String prefix)) {
      return text.startsWith(prefix);
    }
    return whole instanceof BinaryValue(Bytes bytes)
        && start instanceof BinaryValue(Bytes prefix)
        && isAt(0, bytes.shared(), prefix.shared());
  }

  static boolean contains(AttributeValue whole, AttributeValue part) {
    return switch (whole) {
      case StringValue(String text) ->
          part instanceof StringValue(String piece) && isIn(text, piece);
      case BinaryValue(Bytes bytes) ->
          part instanceof BinaryValue(Bytes piece) && isIn(bytes.shared(), piece.shared());
      case StringSetValue set ->
          part instanceof StringValue(String element) && set.elements().contains(element);
      case NumberSetValue set ->
          part instanceof NumberValue(BigDecimal element) && set.elements().contains(element);
      case BinarySetValue set ->
          part instanceof BinaryValue(Bytes element) && set.elements().contains(element);
      case ListValue list -> list.elements().contains(part);
      case AttributeValue _ -> false;
    };
  }

  private static boolean isIn(String whole, String piece) {
    return isShort(whole.length(), piece.length())
        ? whole.contains(piece)
        : LinearSearch.isIn(Symbols.of(whole), Symbols.of(piece));
  }

  private static boolean isIn(byte[] whole, byte[] piece) {
    return isShort(whole.length, piece.length)
        ? isAnywhereIn(whole, piece)
        : LinearSearch.isIn(Symbols.of(whole), Symbols.of(piece));
  }

  /** Whether comparing the piece at every place takes few steps for each symbol. */
  private static boolean isShort(int whole, int piece) {
    return piece <= SHORT_MAX || whole - piece < SHORT_MAX;
  }

  private static boolean isAnywhereIn(byte[] whole, byte[] piece) {
    for (int at = 0; at <= whole.length - piece.length; at++) {
      if (isAt(at, whole, piece)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(int at, byte[] whole, byte[] piece) {
    return piece.length <= whole.length - at
        && Arrays.equals(whole, at, at + piece.length, piece, 0, piece.length);
  }
}
