package dev.pangaea.conflict.item;

import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import java.util.Collection;

/**
 * How deep lists and maps stand in each other. An attribute's own value is at level 1, so a value
 * wrapped 31 times is at level 32, the last that DynamoDB lets in.
 */
public final class Nesting {
  public static final int LEVELS_MAX = 32;

  private Nesting() {}

  public static boolean tooDeep(Item item) {
    return deeper(item.attributes().values(), LEVELS_MAX);
  }

  public static boolean tooDeep(AttributeValue value) {
    return deeper(value, LEVELS_MAX);
  }

  private static boolean deeper(AttributeValue value, int levels) {
    if (levels == 0) {
      return true;
    }
    return switch (value) {
      case ListValue list -> deeper(list.elements(), levels - 1);
      case MapValue map -> deeper(map.entries().values(), levels - 1);
      case AttributeValue _ -> false;
    };
  }

  private static boolean deeper(Collection<AttributeValue> values, int levels) {
    for (AttributeValue value : values) {
      if (deeper(value, levels)) {
        return true;
      }
    }
    return false;
  }
}
