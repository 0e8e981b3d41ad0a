package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;

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
   * What a checked request selects.
   *
   * @param name null where it does not say
   * @param projection the parameter that names attributes, null where there is none
   * @param query whether it is a Query: DynamoDB words some refusals otherwise then
   */
  static Select of(String name, String projection, boolean onIndex, boolean query) {
    if (name == null) {
      if (projection != null) {
        return SPECIFIC_ATTRIBUTES;
      }
      return onIndex ? ALL_PROJECTED_ATTRIBUTES : ALL_ATTRIBUTES;
    }
    Select select = valueOf(name);
    if (select == SPECIFIC_ATTRIBUTES) {
      if (projection == null) {
        throw Failure.validation(
                (query ? "1 validation error detected: " : "")
                    + "Must specify the AttributesToGet or ProjectionExpression when choosing to"
                    + " get SPECIFIC_ATTRIBUTES")
            .refused();
      }
      return select;
    }
    if (projection != null) {
      throw Failure.validation(
              "1 validation error detected: Cannot specify the %s when choosing to get %s"
                  .formatted(projection, select == COUNT ? "only the Count" : name))
          .refused();
    }
    if (select == ALL_PROJECTED_ATTRIBUTES && !onIndex) {
      throw Failure.validation(
              "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName")
          .refused();
    }
    return select;
  }
}
