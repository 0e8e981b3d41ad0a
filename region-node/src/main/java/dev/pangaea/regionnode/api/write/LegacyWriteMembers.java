package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.item.LegacyConditionReader;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.legacy.AttributeUpdate;
import dev.pangaea.regionnode.expression.legacy.ExpectedAttribute;
import dev.pangaea.regionnode.expression.legacy.LegacyConditions;
import dev.pangaea.regionnode.expression.legacy.LegacyUpdates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a write may say instead of expressions, as applications did before there were any. A map
 * without entries says nothing.
 */
final class LegacyWriteMembers {
  private static final String UPDATES = "AttributeUpdates";
  private static final String EXPECTED = "Expected";
  private static final String OPERATOR = "ConditionalOperator";
  private static final List<String> OPERATORS = List.of("OR", "AND");
  private static final List<String> ACTIONS = List.of("ADD", "PUT", "DELETE");

  private final boolean updating;
  private Map<String, AttributeUpdate> updates = Map.of();
  private Map<String, ExpectedAttribute> expected = Map.of();
  private Optional<String> operator = Optional.empty();

  /**
   * @param updating whether the write is an update
   */
  LegacyWriteMembers(boolean updating) {
    this.updating = updating;
  }

  /** Reads a member of the request, if it is one of these; else leaves it to be read. */
  boolean read(String member, JsonReader from) {
    switch (member) {
      case EXPECTED -> expected = expected(from);
      case OPERATOR -> operator = Optional.of(from.string());
      case UPDATES -> {
        if (!updating) {
          return false;
        }
        updates = updates(from);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return updates.isEmpty() && expected.isEmpty() && operator.isEmpty();
  }

  /** Which of them the request has. */
  List<String> names() {
    if (isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (!updates.isEmpty()) {
      names.add(UPDATES);
    }
    if (!expected.isEmpty()) {
      names.add(EXPECTED);
    }
    if (operator.isPresent()) {
      names.add(OPERATOR);
    }
    return names;
  }

  void check(Constraints constraints) {
    constraints.oneOf("conditionalOperator", operator.orElse(null), OPERATORS);
    expected.forEach(
        (attribute, condition) ->
            constraints.oneOf(
                "expected." + attribute + ".member.comparisonOperator",
                condition.comparisonOperator().orElse(null),
                LegacyConditionReader.OPERATORS));
    updates.forEach(
        (attribute, update) ->
            constraints.oneOf(
                "attributeUpdates." + attribute + ".member.action",
                update.action().orElse(null),
                ACTIONS));
  }

  ItemUpdate update() {
    return updates.isEmpty()
        ? ItemUpdate.NOTHING
        : BoundExpressions.refusing(() -> LegacyUpdates.attributeUpdates(updates));
  }

  Condition condition() {
    return BoundExpressions.refusing(() -> LegacyConditions.expected(expected, operator));
  }

  private static Map<String, AttributeUpdate> updates(JsonReader from) {
    Map<String, AttributeUpdate> read = new LinkedHashMap<>();
    from.enterMap("com.amazonaws.dynamodb.v20120810.AttributeValueUpdate");
    for (String attribute = from.nextMember(); attribute != null; attribute = from.nextMember()) {
      Optional<String> action = Optional.empty();
      Optional<AttributeValue> value = Optional.empty();
      from.enterElement("AttributeValueUpdate");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "Action" -> action = Optional.of(from.string());
          case "Value" -> value = Optional.of(from.value(from::badValue));
          default -> from.skip();
        }
      }
      read.put(attribute, new AttributeUpdate(action, value));
    }
    return read;
  }

  private static Map<String, ExpectedAttribute> expected(JsonReader from) {
    Map<String, ExpectedAttribute> read = new LinkedHashMap<>();
    from.enterMap("com.amazonaws.dynamodb.v20120810.ExpectedAttributeValue");
    for (String attribute = from.nextMember(); attribute != null; attribute = from.nextMember()) {
      read.put(attribute, expectedAttribute(from));
    }
    return read;
  }

  private static ExpectedAttribute expectedAttribute(JsonReader from) {
    Optional<AttributeValue> value = Optional.empty();
    Optional<Boolean> exists = Optional.empty();
    Optional<String> comparison = Optional.empty();
    Optional<List<AttributeValue>> arguments = Optional.empty();
    from.enterElement("ExpectedAttributeValue");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Value" -> value = Optional.of(from.value(from::badValue));
        case "Exists" -> exists = Optional.of(from.bool());
        case "ComparisonOperator" -> comparison = Optional.of(from.string());
        case "AttributeValueList" -> arguments = Optional.of(from.values());
        default -> from.skip();
      }
    }
    return new ExpectedAttribute(value, exists, comparison, arguments);
  }
}
