package dev.pangaea.regionnode.api;

import java.util.List;

/** How much a caller wants to be told of the capacity that its request used. */
enum CapacityDetail {
  INDEXES,
  TOTAL,
  NONE;

  static final String MEMBER = "returnConsumedCapacity";
  private static final List<String> NAMES = List.of("INDEXES", "TOTAL", "NONE");

  static void check(Constraints constraints, String name) {
    constraints.oneOf(MEMBER, name, NAMES);
  }

  static CapacityDetail of(String checked) {
    return checked == null ? NONE : valueOf(checked);
  }
}
