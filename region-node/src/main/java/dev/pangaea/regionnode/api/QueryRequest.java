package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.List;

/** A request for the items of one partition key, checked as far as it can be without the table. */
record QueryRequest(ReadRequest read, Condition key, boolean forward) {
  static QueryRequest read(JsonReader from, Expressions expressions) {
    Constraints constraints = new Constraints();
    ReadMembers members = new ReadMembers(true);
    boolean forward = true;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ScanIndexForward" -> forward = from.bool();
        case "KeyConditions", "QueryFilter" -> constraints.unbuilt(name, from);
        default -> members.read(name, from, constraints);
      }
    }
    from.end();
    members.check(constraints);
    constraints.check();
    members.checkUse(List.of());
    members.checkDuplicates();
    from.refuseBadValues();
    if (!members.expressions().has(ExpressionKind.KEY_CONDITION)) {
      throw Failure.validation(
              "Either the KeyConditions or KeyConditionExpression parameter must be specified in"
                  + " the request.")
          .refused();
    }
    Select select = members.select();
    BoundExpressions bound = members.expressions().bind(expressions);
    Condition key = bound.condition(ExpressionKind.KEY_CONDITION);
    ReadRequest read = members.request(select, bound);
    bound.end();
    return new QueryRequest(read, key, forward);
  }
}
