package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.ArrayList;
import java.util.List;

/**
 * A checked request of several statements, as batches and transactions send them.
 *
 * @param token null where there is none
 */
record StatementList(List<StatementRequest> statements, CapacityDetail detail, String token) {
  private static final int TOKEN_CHARS_MAX = 36;

  /**
   * @param member that holds the statements
   * @param shape of each in DynamoDB's model
   * @param max how many there may be
   * @param withToken whether the request may have a token
   */
  static StatementList read(
      JsonReader from, String member, String shape, int max, boolean withToken) {
    List<StatementRequest> statements = null;
    String detail = null;
    String token = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals(member)) {
        statements = statements(from, shape);
      } else if (name.equals("ReturnConsumedCapacity")) {
        detail = from.string();
      } else if (withToken && name.equals("ClientRequestToken")) {
        token = from.string();
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    CapacityDetail.check(constraints, detail);
    check(constraints, Constraints.named(member), statements, max);
    constraints.length("clientRequestToken", token, 1, TOKEN_CHARS_MAX);
    constraints.check();
    return new StatementList(List.copyOf(statements), CapacityDetail.of(detail), token);
  }

  private static List<StatementRequest> statements(JsonReader from, String shape) {
    List<StatementRequest> statements = new ArrayList<>();
    from.enterList();
    while (from.nextElement()) {
      StatementRequest statement = new StatementRequest();
      from.enterElement(shape);
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (!statement.read(name, from)) {
          from.skip();
        }
      }
      statements.add(statement);
    }
    return statements;
  }

  private static void check(
      Constraints constraints, String member, List<StatementRequest> statements, int max) {
    constraints.present(member, statements);
    if (statements == null) {
      return;
    }
    if (statements.size() > max) {
      constraints.broken(member, "[...]", "Member must have length less than or equal to " + max);
      return;
    }
    constraints.size(member, statements, 1, max);
    for (int index = 0; index < statements.size(); index++) {
      statements.get(index).check(constraints, member + "." + (index + 1) + ".member.");
    }
  }
}
