package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a value stands in an item: an attribute, and the way down through its maps and lists. */
public record DocumentPath(String attribute, List<Step> steps) {
  /** One step down. */
  public sealed interface Step {
    /** Into a map. */
    record Field(String name) implements Step {}

    /** Into a list. */
    record Element(int index) implements Step {}
  }

  public DocumentPath {
    steps = List.copyOf(steps);
  }

  public static DocumentPath of(String attribute) {
    return new DocumentPath(attribute, List.of());
  }

  /**
   * @param steps the first of them into the item, as into a map
   */
  static DocumentPath along(List<Step> steps) {
    if (steps.getFirst() instanceof Step.Field(String attribute)) {
      return new DocumentPath(attribute, steps.subList(1, steps.size()));
    }
    throw new IllegalArgumentException("no path begins with " + steps.getFirst());
  }

  /** The value there, if there is one. */
  public Optional<AttributeValue> in(Item item) {
    AttributeValue value = item.attributes().get(attribute);
    for (int index = 0; value != null && index < steps.size(); index++) {
      value = down(value, steps.get(index));
    }
    return Optional.ofNullable(value);
  }

  /** As DynamoDB writes paths in its messages: {@code [a, b, [3]]}. */
  @Override
  public String toString() {
    return steps.stream()
        .map(
            step ->
                switch (step) {
                  case Step.Field(String name) -> ", " + name;
                  case Step.Element(int index) -> ", [" + index + "]";
                })
        .collect(Collectors.joining("", "[" + attribute, "]"));
  }

  private static AttributeValue down(AttributeValue value, Step step) {
    return switch (step) {
      case Step.Field(String name) ->
          value instanceof AttributeValue.MapValue map ? map.entries().get(name) : null;
      case Step.Element(int index) ->
          value instanceof AttributeValue.ListValue(List<AttributeValue> elements)
                  && index < elements.size()
              ? elements.get(index)
              : null;
    };
  }
}
