package dev.pangaea.regionnode.expression;

import dev.pangaea.regionnode.expression.DocumentPath.Step;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts paths together, and finds those that cannot stand beside each other. */
final class PathTreeBuilder<T> {
  private final SortedMap<String, Place> attributes = new TreeMap<>();

  /**
   * @throws FaultyExpressionException if the path is that of an earlier one, or on the way to or
   *     from it, or takes for a list what an earlier one takes for a map
   */
  void add(DocumentPath path, T value) {
    Place place = attributes.computeIfAbsent(path.attribute(), _ -> new Place(path));
    for (Step step : path.steps()) {
      place = place.down(step, path);
    }
    place.endWith(value, path);
  }

  PathTree.Fields<T> build() {
    return new PathTree.Fields<>(built(attributes));
  }

  private <K> SortedMap<K, PathTree<T>> built(SortedMap<K, Place> places) {
    SortedMap<K, PathTree<T>> children = new TreeMap<>();
    places.forEach((step, place) -> children.put(step, place.build()));
    return children;
  }

  private static FaultyExpressionException apart(
      String relation, DocumentPath one, DocumentPath two) {
    return new FaultyExpressionException(
        ("Two document paths %s with each other; must remove or rewrite one of these paths;"
                + " path one: %s, path two: %s")
            .formatted(relation, one, two));
  }

  /** A place on the way, or at the end when it has a value and nothing below. */
  private final class Place {
    private final DocumentPath first;
    private final SortedMap<String, Place> fields = new TreeMap<>();
    private final SortedMap<Integer, Place> elements = new TreeMap<>();
    private boolean end;
    private T value;

    Place(DocumentPath first) {
      this.first = first;
    }

    Place down(Step step, DocumentPath path) {
      if (end) {
        throw apart("overlap", first, path);
      }
      return switch (step) {
        case Step.Field(String name) -> {
          if (!elements.isEmpty()) {
            throw apart("conflict", first, path);
          }
          yield fields.computeIfAbsent(name, _ -> new Place(path));
        }
        case Step.Element(int index) -> {
          if (!fields.isEmpty()) {
            throw apart("conflict", first, path);
          }
          yield elements.computeIfAbsent(index, _ -> new Place(path));
        }
      };
    }

    void endWith(T ending, DocumentPath path) {
      if (end || !fields.isEmpty() || !elements.isEmpty()) {
        throw apart("overlap", first, path);
      }
      end = true;
      value = ending;
    }

    PathTree<T> build() {
      if (end) {
        return new PathTree.End<>(value);
      }
      return fields.isEmpty()
          ? new PathTree.Elements<>(built(elements))
          : new PathTree.Fields<>(built(fields));
    }
  }
}
