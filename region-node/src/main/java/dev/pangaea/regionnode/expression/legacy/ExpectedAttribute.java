package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.List;
import java.util.Optional;

/**
 * What Expected says of an attribute, as it was read.
 *
 * @param arguments its AttributeValueList
 */
public record ExpectedAttribute(
    Optional<AttributeValue> value,
    Optional<Boolean> exists,
    Optional<String> comparisonOperator,
    Optional<List<AttributeValue>> arguments) {
  public ExpectedAttribute {
    arguments = arguments.map(List::copyOf);
  }
}
