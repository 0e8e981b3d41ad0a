package dev.pangaea.regionnode.expression;

import java.util.SortedMap;

/**
 * Document paths that do not overlap, by their steps, with something at the end of each. A place is
 * an end, or it is looked into as a map, or as a list; never two of these.
 */
sealed interface PathTree<T> {
  record End<T>(T value) implements PathTree<T> {}

  record Fields<T>(SortedMap<String, PathTree<T>> children) implements PathTree<T> {}

  record Elements<T>(SortedMap<Integer, PathTree<T>> children) implements PathTree<T> {}
}
