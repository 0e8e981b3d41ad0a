package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;

/** How much a caller wants to be told of the capacity that its request used. */
public enum CapacityDetail {
  INDEXES,
  TOTAL,
  NONE;

  static final String MEMBER = "returnConsumedCapacity";
  private static final List<String> NAMES = List.of("INDEXES", "TOTAL", "NONE");

  public static void check(Constraints constraints, String name) {
    constraints.oneOf(MEMBER, name, NAMES);
  }

  public static CapacityDetail of(String checked) {
    return checked == null ? NONE : valueOf(checked);
  }
}
