package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.item.LegacyConditionReader;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.KeyCondition;
import dev.pangaea.regionnode.expression.QueriedKey;
import dev.pangaea.regionnode.expression.legacy.LegacyCondition;
import dev.pangaea.regionnode.expression.legacy.LegacyConditions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A request for the items of one partition key, checked as far as it can be without the table.
 *
 * @param key what it wants of a key; refuses a key that it does not fit
 */
record QueryRequest(ReadRequest read, Function<QueriedKey, KeyCondition> key, boolean forward) {
  private static final String KEY_CONDITIONS_PATH = "keyConditions";

  static QueryRequest read(JsonReader from, Expressions expressions) {
    Constraints constraints = new Constraints();
    ReadMembers members = new ReadMembers(true);
    boolean forward = true;
    SortedMap<String, LegacyCondition> conditions = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ScanIndexForward" -> forward = from.bool();
        case "KeyConditions" -> conditions = LegacyConditionReader.read(from);
        default -> members.read(name, from);
      }
    }
    from.end();
    members.check(constraints);
    LegacyConditionReader.check(constraints, KEY_CONDITIONS_PATH, conditions);
    constraints.check();
    members.checkUse(conditions == null ? List.of() : List.of("KeyConditions"));
    from.refuseBadValues();
    if (conditions == null && !members.expressions().has(ExpressionKind.KEY_CONDITION)) {
      throw Failure.validation(
              "Either the KeyConditions or KeyConditionExpression parameter must be specified in"
                  + " the request.")
          .refused();
    }
    refuseMisfit(members.misfit());
    BoundExpressions bound = members.expressions().bind(expressions);
    Function<QueriedKey, KeyCondition> key = key(bound, conditions);
    ReadRequest read = members.request(bound);
    bound.end();
    return new QueryRequest(read, key, forward);
  }

  /** Told like a broken constraint, and as early; Scan tells it bare and late. */
  private static void refuseMisfit(Optional<String> misfit) {
    if (misfit.isPresent()) {
      throw Failure.validation("1 validation error detected: " + misfit.get()).refused();
    }
  }

  private static Function<QueriedKey, KeyCondition> key(
      BoundExpressions bound, SortedMap<String, LegacyCondition> conditions) {
    if (conditions != null) {
      return key ->
          BoundExpressions.refusing(() -> LegacyConditions.keyConditions(conditions, key));
    }
    Condition condition = bound.condition(ExpressionKind.KEY_CONDITION);
    return key -> BoundExpressions.refusing(() -> KeyCondition.of(condition, key));
  }
}
