package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads AttributesToGet. */
public final class LegacyProjections {
  private LegacyProjections() {}

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static Projection attributesToGet(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw Comparison.invalid("Duplicate value in attribute name: %s", name);
      }
    }
    return Projection.ofAttributes(names);
  }
}
