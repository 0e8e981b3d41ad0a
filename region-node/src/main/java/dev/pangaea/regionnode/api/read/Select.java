package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;
import java.util.Optional;

/** What a Query or a Scan is to give of the items that it finds. */
enum Select {
  SPECIFIC_ATTRIBUTES,
  COUNT,
  ALL_ATTRIBUTES,
  ALL_PROJECTED_ATTRIBUTES;

  private static final List<String> NAMES =
      List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

  static void check(Constraints constraints, String name) {
    constraints.oneOf("select", name, NAMES);
  }

  /**
   * What a checked request selects, if it may.
   *
   * @param name null where it does not say
   */
  static Select of(String name, boolean projected, boolean onIndex) {
    if (name != null) {
      return valueOf(name);
    }
    if (projected) {
      return SPECIFIC_ATTRIBUTES;
    }
    return onIndex ? ALL_PROJECTED_ATTRIBUTES : ALL_ATTRIBUTES;
  }

  /**
   * Why it does not go with the attributes that are named.
   *
   * @param projection the parameter that names attributes, null where there is none
   */
  Optional<String> fault(String projection) {
    if (this == SPECIFIC_ATTRIBUTES) {
      return projection == null
          ? Optional.of(
              "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                  + " SPECIFIC_ATTRIBUTES")
          : Optional.empty();
    }
    return projection == null
        ? Optional.empty()
        : Optional.of(
            "Cannot specify the %s when choosing to get %s"
                .formatted(projection, this == COUNT ? "only the Count" : name()));
  }
}
