package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import java.util.List;

/** Which of an item's attributes a write answers with. */
final class ReturnValues {
  private static final String ALL_OLD = "ALL_OLD";
  private static final String NONE = "NONE";
  private static final List<String> NAMES =
      List.of("ALL_NEW", "UPDATED_OLD", ALL_OLD, NONE, "UPDATED_NEW");
  private static final List<String> METRICS = List.of("SIZE", NONE);

  private ReturnValues() {}

  static void check(Constraints constraints, String name) {
    constraints.oneOf("returnValues", name, NAMES);
  }

  static void checkCollectionMetrics(Constraints constraints, String name) {
    constraints.oneOf("returnItemCollectionMetrics", name, METRICS);
  }

  /** Whether a put or a delete answers with the item before; they know no other choice. */
  static boolean oldWanted(String checked) {
    if (checked == null || checked.equals(NONE)) {
      return false;
    }
    if (!checked.equals(ALL_OLD)) {
      throw Failure.validation("ReturnValues can only be ALL_OLD or NONE").refused();
    }
    return true;
  }
}
