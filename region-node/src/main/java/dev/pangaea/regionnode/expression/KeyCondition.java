package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/**
 * Which items a query wants by their keys.
 *
 * @param equalities a value for each partition-key attribute, then for the first sort-key
 *     attributes, in their order
 * @param range what the sort-key attribute right after them must be; empty where no sort-key
 *     attribute is mentioned
 */
public record KeyCondition(List<AttributeValue> equalities, Optional<SortKeyCondition> range) {
  public KeyCondition {
    equalities = List.copyOf(equalities);
  }

  /**
   * @param condition what a key condition expression says
   * @throws InvalidExpressionException if it does not say which items of this key it wants
   */
  public static KeyCondition of(Condition condition, QueriedKey key) {
    throw new UnsupportedOperationException();
  }
}
