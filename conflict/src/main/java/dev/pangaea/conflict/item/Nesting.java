package dev.pangaea.conflict.item;

import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import java.util.Collection;

/**
 * How deep lists and maps stand in each other. DynamoDB counts 32 levels, of which the innermost is
 * a value that holds no others.
 */
public final class Nesting {
  /** How many lists and maps may stand around a value. */
  public static final int AROUND_MAX = 31;

  private Nesting() {}

  public static boolean tooDeep(Item item) {
    return deeper(item.attributes().values(), AROUND_MAX);
  }

  public static boolean tooDeep(AttributeValue value) {
    return deeper(value, AROUND_MAX);
  }

  private static boolean deeper(AttributeValue value, int left) {
    return switch (value) {
      case ListValue list -> left == 0 || deeper(list.elements(), left - 1);
      case MapValue map -> left == 0 || deeper(map.entries().values(), left - 1);
      case AttributeValue _ -> false;
    };
  }

  private static boolean deeper(Collection<AttributeValue> values, int left) {
    for (AttributeValue value : values) {
      if (deeper(value, left)) {
        return true;
      }
    }
    return false;
  }
}
