package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.DocumentPath;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.KeyCondition;
import dev.pangaea.regionnode.expression.Operand;
import dev.pangaea.regionnode.expression.QueriedKey;
import dev.pangaea.regionnode.expression.Relation;
import dev.pangaea.regionnode.expression.SortKeyCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads Expected, QueryFilter, ScanFilter and KeyConditions. */
public final class LegacyConditions {
  private LegacyConditions() {}

  /**
   * @param conditionalOperator what the request says of several conditions: AND or OR
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static Condition expected(
      Map<String, ExpectedAttribute> expected, Optional<String> conditionalOperator) {
    List<Condition> conditions = new ArrayList<>(expected.size());
    expected.forEach((attribute, condition) -> conditions.add(condition(attribute, condition)));
    return joined(conditions, conditionalOperator);
  }

  /**
   * @param filter a QueryFilter or a ScanFilter
   * @param conditionalOperator what the request says of several conditions: AND or OR
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static Condition filter(
      Map<String, LegacyCondition> filter, Optional<String> conditionalOperator) {
    List<Condition> conditions = new ArrayList<>(filter.size());
    filter.forEach(
        (attribute, condition) -> conditions.add(comparison(condition).condition(attribute)));
    return joined(conditions, conditionalOperator);
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static KeyCondition keyConditions(
      Map<String, LegacyCondition> conditions, QueriedKey key) {
    SortedMap<String, Comparison> comparisons = new TreeMap<>();
    conditions.forEach((attribute, condition) -> comparisons.put(attribute, comparison(condition)));
    if (comparisons.isEmpty()) {
      throw new InvalidExpressionException("Conditions must be at least length 1");
    }
    KeyCondition.checkAttributes(comparisons.keySet(), key);
    SortedMap<String, SortKeyCondition> ranges = new TreeMap<>();
    comparisons.forEach((attribute, comparison) -> ranges.put(attribute, comparison.range()));
    return KeyCondition.ofRanges(ranges, key);
  }

  private static Comparison comparison(LegacyCondition condition) {
    return new Comparison(
        condition
            .comparisonOperator()
            .flatMap(ComparisonOperator::named)
            .orElseThrow(
                () -> new InvalidExpressionException("Comparison type does not exist in DynamoDB")),
        condition.arguments());
  }

  private static Condition condition(String attribute, ExpectedAttribute expected) {
    if (expected.value().isPresent() && expected.arguments().isPresent()) {
      throw together("Value and AttributeValueList", attribute);
    }
    if (expected.comparisonOperator().isEmpty()) {
      return existence(attribute, expected);
    }
    String name = expected.comparisonOperator().get();
    if (expected.exists().isPresent()) {
      throw together("Exists and ComparisonOperator", attribute);
    }
    Optional<ComparisonOperator> operator = ComparisonOperator.named(name);
    boolean bare = expected.value().isEmpty() && expected.arguments().isEmpty();
    if (bare && !operator.filter(one -> one.takes(0)).isPresent()) {
      throw Comparison.invalid(
          "Value or AttributeValueList must be used with ComparisonOperator: %s for Attribute: %s",
          name, attribute);
    }
    LegacyCondition condition =
        new LegacyCondition(
            Optional.of(name),
            expected.arguments().orElseGet(() -> expected.value().stream().toList()));
    return comparison(condition).condition(attribute);
  }

  private static Condition existence(String attribute, ExpectedAttribute expected) {
    if (expected.arguments().isPresent()) {
      throw Comparison.invalid(
          "AttributeValueList can only be used with a ComparisonOperator for Attribute: %s",
          attribute);
    }
    boolean exists = expected.exists().orElse(true);
    if (exists && expected.value().isEmpty()) {
      throw Comparison.invalid(
          "Value must be provided when Exists is %s for Attribute: %s",
          expected.exists().map(String::valueOf).orElse("null"), attribute);
    }
    if (!exists && expected.value().isPresent()) {
      throw Comparison.invalid(
          "Value cannot be used when Exists is false for Attribute: %s", attribute);
    }
    DocumentPath path = DocumentPath.of(attribute);
    return expected
        .value()
        .<Condition>map(
            value ->
                new Condition.Comparison(
                    new Operand.Attribute(path), Relation.EQUAL, new Operand.Literal(value)))
        .orElseGet(() -> new Condition.NotExists(path));
  }

  private static Condition joined(
      List<Condition> conditions, Optional<String> conditionalOperator) {
    if (conditionalOperator.isPresent() && conditions.isEmpty()) {
      throw new InvalidExpressionException(
          "ConditionalOperator cannot be used without Filter or Expected");
    }
    if (conditionalOperator.isPresent() && conditions.size() == 1) {
      throw new InvalidExpressionException(
          "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
    if (conditions.isEmpty()) {
      return new Condition.Always();
    }
    if (conditions.size() == 1) {
      return conditions.getFirst();
    }
    return conditionalOperator.filter("OR"::equals).isPresent()
        ? new Condition.Any(conditions)
        : new Condition.All(conditions);
  }

  private static InvalidExpressionException together(String members, String attribute) {
    return Comparison.invalid("%s cannot be used together for Attribute: %s", members, attribute);
  }
}
