package dev.pangaea.regionnode.api.item;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.expression.legacy.LegacyCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads KeyConditions, QueryFilter and ScanFilter: conditions by the attribute's name. */
public final class LegacyConditionReader {
  /** What a condition may compare by, in the order in which refusals name them. */
  public static final List<String> OPERATORS =
      List.of(
          "IN",
          "NULL",
          "BETWEEN",
          "LT",
          "NOT_CONTAINS",
          "EQ",
          "GT",
          "NOT_NULL",
          "NE",
          "LE",
          "BEGINS_WITH",
          "GE",
          "CONTAINS");

  private LegacyConditionReader() {}

  public static SortedMap<String, LegacyCondition> read(JsonReader from) {
    SortedMap<String, LegacyCondition> conditions = new TreeMap<>();
    from.enterMap("com.amazonaws.dynamodb.v20120810.Condition");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      conditions.put(name, condition(from));
    }
    return conditions;
  }

  /**
   * @param member where they stand in the request; null conditions are none
   */
  public static void check(
      Constraints constraints, String member, Map<String, LegacyCondition> conditions) {
    if (conditions != null) {
      conditions.forEach(
          (name, condition) -> {
            String operator = condition.comparisonOperator().orElse(null);
            String path = member + "." + name + ".member.comparisonOperator";
            constraints.present(path, operator);
            constraints.oneOf(path, operator, OPERATORS);
          });
    }
  }

  private static LegacyCondition condition(JsonReader from) {
    String operator = null;
    List<AttributeValue> values = List.of();
    from.enterElement("Condition");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ComparisonOperator" -> operator = from.string();
        case "AttributeValueList" -> values = values(from);
        default -> from.skip();
      }
    }
    return new LegacyCondition(Optional.ofNullable(operator), values);
  }

  private static List<AttributeValue> values(JsonReader from) {
    List<AttributeValue> values = new ArrayList<>();
    List<Failure> badValues = new ArrayList<>(0);
    from.enterList();
    while (from.nextElement()) {
      values.add(from.value(badValues::add));
    }
    badValues.forEach(from::badValue);
    return values;
  }
}
