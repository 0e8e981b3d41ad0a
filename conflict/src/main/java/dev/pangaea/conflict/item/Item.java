package dev.pangaea.conflict.item;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An item: attributes by name, in the order of their names. */
public record Item(SortedMap<String, AttributeValue> attributes) {
  public static final Item EMPTY = new Item(new TreeMap<>());

  public Item {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(new TreeMap<>(attributes));
  }

  public Optional<AttributeValue> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
