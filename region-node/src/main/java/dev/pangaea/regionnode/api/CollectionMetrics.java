package dev.pangaea.regionnode.api;

import java.util.List;

/** Whether a caller wants to be told how large the item collection is that it wrote to. */
enum CollectionMetrics {
  SIZE,
  NONE;

  private static final List<String> NAMES = List.of("SIZE", "NONE");

  static void check(Constraints constraints, String name) {
    constraints.oneOf("returnItemCollectionMetrics", name, NAMES);
  }

  static CollectionMetrics of(String checked) {
    return checked == null ? NONE : valueOf(checked);
  }
}
