package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which parts of an item are wanted: what stands at some paths, with the maps and lists around it.
 */
public final class Projection {
  private final List<DocumentPath> paths;
  private final PathTree.Fields<?> tree;
  private final Optional<List<String>> names;

  private Projection(
      List<DocumentPath> paths, PathTree.Fields<?> tree, Optional<List<String>> names) {
    this.paths = paths;
    this.tree = tree;
    this.names = names;
  }

  /**
   * @throws FaultyExpressionException if paths overlap
   */
  static Projection of(List<DocumentPath> paths) {
    PathTreeBuilder<Boolean> builder = new PathTreeBuilder<>();
    paths.forEach(path -> builder.add(path, true));
    return new Projection(List.copyOf(paths), builder.build(), Optional.empty());
  }

  /**
   * What stands at some paths, each under a name of its own on top of the item.
   *
   * @throws FaultyExpressionException if paths overlap
   */
  static Projection named(SequencedMap<String, DocumentPath> byName) {
    Projection plain = of(List.copyOf(byName.values()));
    return new Projection(
        plain.paths, plain.tree, Optional.of(List.copyOf(byName.sequencedKeySet())));
  }

  /** Some attributes, whole; each named once. */
  public static Projection ofAttributes(List<String> names) {
    return of(names.stream().map(DocumentPath::of).toList());
  }

  public List<DocumentPath> paths() {
    return paths;
  }

  /** The attributes that it takes from, by their names on top of the item. */
  public SortedSet<String> attributes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tree.children().keySet()));
  }

  /** Elements of a list come one after the other, whatever their places were. */
  public Item of(Item item) {
    return Item.of(names.isPresent() ? named(names.get(), item) : fields(tree, item.attributes()));
  }

  private SortedMap<String, AttributeValue> named(List<String> names, Item item) {
    SortedMap<String, AttributeValue> found = new TreeMap<>();
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index);
      paths.get(index).in(item).ifPresent(value -> found.put(name, value));
    }
    return found;
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
