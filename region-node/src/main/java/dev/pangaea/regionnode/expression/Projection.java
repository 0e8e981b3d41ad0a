package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which parts of an item are wanted: what stands at some paths, with the maps and lists around it.
 */
public final class Projection {
  private final PathTree.Fields<?> paths;

  private Projection(PathTree.Fields<?> paths) {
    this.paths = paths;
  }

  /**
   * @param kind whose expression the paths come from, for messages
   * @throws InvalidExpressionException if paths overlap
   */
  static Projection of(ExpressionKind kind, List<DocumentPath> paths) {
    PathTreeBuilder<Boolean> builder = new PathTreeBuilder<>(kind);
    paths.forEach(path -> builder.add(path, true));
    return new Projection(builder.build());
  }

  /** Some attributes, whole. */
  public static Projection ofAttributes(List<String> names) {
    return of(ExpressionKind.PROJECTION, names.stream().map(DocumentPath::of).toList());
  }

  static Projection to(PathTree.Fields<?> paths) {
    return new Projection(paths);
  }

  /** The attributes that it takes from, by their names on top of the item. */
  public SortedSet<String> attributes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(paths.children().keySet()));
  }

  /** Elements of a list come one after the other, whatever their places were. */
  public Item of(Item item) {
    return Item.of(fields(paths, item.attributes()));
  }

  private static SortedMap<String, AttributeValue> fields(
      PathTree.Fields<?> tree, Map<String, AttributeValue> from) {
    SortedMap<String, AttributeValue> found = new TreeMap<>();
    tree.children()
        .forEach(
            (name, child) ->
                Optional.ofNullable(from.get(name))
                    .flatMap(value -> part(child, value))
                    .ifPresent(part -> found.put(name, part)));
    return found;
  }

  private static List<AttributeValue> elements(
      PathTree.Elements<?> tree, List<AttributeValue> from) {
    List<AttributeValue> found = new ArrayList<>();
    tree.children()
        .headMap(from.size())
        .forEach((index, child) -> part(child, from.get(index)).ifPresent(found::add));
    return found;
  }

  private static Optional<AttributeValue> part(PathTree<?> tree, AttributeValue value) {
    return switch (tree) {
      case PathTree.End<?> _ -> Optional.of(value);
      case PathTree.Fields<?> inner ->
          value instanceof MapValue map
              ? Optional.of(fields(inner, map.entries()))
                  .filter(found -> !found.isEmpty())
                  .map(MapValue::of)
              : Optional.empty();
      case PathTree.Elements<?> inner ->
          value instanceof ListValue(List<AttributeValue> list)
              ? Optional.of(elements(inner, list))
                  .filter(found -> !found.isEmpty())
                  .map(ListValue::new)
              : Optional.empty();
    };
  }
}
