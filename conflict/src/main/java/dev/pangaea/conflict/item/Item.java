package dev.pangaea.conflict.item;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** An item: attributes by name, in the natural order of their names. */
public record Item(SortedMap<String, AttributeValue> attributes) {
  public static final Item EMPTY = of(Map.of());

  public Item {
    attributes = AttributeMap.copyOf(attributes);
  }

  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(AttributeMap.copyOf(attributes));
  }

  public Optional<AttributeValue> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
