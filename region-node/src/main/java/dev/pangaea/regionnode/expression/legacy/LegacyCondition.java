package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/**
 * What KeyConditions, QueryFilter or ScanFilter say of an attribute, as it was read.
 *
 * @param arguments its AttributeValueList, empty where there is none
 */
public record LegacyCondition(Optional<String> comparisonOperator, List<AttributeValue> arguments) {
  public LegacyCondition {
    arguments = List.copyOf(arguments);
  }
}
