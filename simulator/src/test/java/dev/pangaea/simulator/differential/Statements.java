package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws PartiQL statements about one table, and items for them: most are right, some are not. */
final class Statements {
  private static final Pattern PLACE = Pattern.compile("\\$([A-Z])");
  private static final int DEPTH_MAX = 4;

  private final Draw draw;
  private final Requests requests;

  Statements(SplittableRandom random) {
    this.draw = new Draw(random);
    this.requests = new Requests(random);
  }

  Call next() {
    Call call =
        switch (draw.below(12)) {
          case 0, 1 -> put();
          case 2, 3, 4, 5 -> execute(StatementTexts.READS);
          case 6, 7, 8 -> execute(StatementTexts.WRITES);
          case 9 -> batch();
          case 10 -> transaction();
          default -> several("BatchExecuteStatement", "Statements", reads());
        };
    if (draw.chance(0.04)) {
      requests.spoil(call.body());
    }
    return call;
  }

  private Call put() {
    ObjectNode body = Draw.JSON.objectNode().put("TableName", Requests.TABLE);
    body.set("Item", draw.item());
    return new Call("PutItem", body);
  }

  private Call execute(List<String> statements) {
    ObjectNode body = statement(draw.one(statements));
    if (draw.chance(0.25)) {
      body.put("Limit", draw.below(5));
    }
    if (draw.chance(0.01)) {
      body.put("NextToken", "nonsense");
    }
    capacity(body);
    return new Call("ExecuteStatement", body);
  }

  private Call batch() {
    List<String> texts = draw.chance(0.1) ? StatementTexts.READS : StatementTexts.WRITES;
    return several("BatchExecuteStatement", "Statements", texts);
  }

  private Call transaction() {
    List<String> texts =
        switch (draw.below(6)) {
          case 0, 1 -> reads();
          case 2 -> StatementTexts.READS;
          default -> StatementTexts.WRITES;
        };
    Call call = several("ExecuteTransaction", "TransactStatements", texts);
    if (draw.chance(0.1)) {
      call.body().put("ClientRequestToken", "token" + draw.below(1_000_000));
    }
    return call;
  }

  /** Statements that may stand side by side. */
  private static List<String> reads() {
    return List.of(
        "SELECT * FROM diff WHERE $K",
        "SELECT a, m.x FROM diff WHERE $K",
        "SELECT a FROM diff WHERE $S = sk AND pk = $P");
  }

  private Call several(String operation, String member, List<String> texts) {
    ObjectNode body = Draw.JSON.objectNode();
    ArrayNode all = body.putArray(member);
    for (int count = 1 + draw.below(3); count > 0; count--) {
      boolean check = draw.chance(0.1);
      boolean other = draw.chance(0.03);
      all.add(
          statement(
              draw.one(check ? StatementTexts.CHECKS : other ? StatementTexts.READS : texts)));
    }
    capacity(body);
    return new Call(operation, body);
  }

  private void capacity(ObjectNode body) {
    if (draw.chance(0.25)) {
      body.put("ReturnConsumedCapacity", draw.one(List.of("TOTAL", "INDEXES", "NONE")));
    }
  }

  private ObjectNode statement(String template) {
    ObjectNode body = Draw.JSON.objectNode();
    ArrayNode parameters = Draw.JSON.arrayNode();
    String text = filled(template, parameters, 0);
    body.put("Statement", draw.chance(0.05) ? spoiled(text) : text);
    if (draw.chance(0.02)) {
      parameters.add(draw.value());
    }
    if (!parameters.isEmpty() && !draw.chance(0.01)) {
      body.set("Parameters", parameters);
    }
    if (draw.chance(0.15)) {
      body.put("ReturnValuesOnConditionCheckFailure", draw.one(List.of("ALL_OLD", "NONE")));
    }
    if (draw.chance(0.1)) {
      body.put("ConsistentRead", draw.chance(0.7));
    }
    return body;
  }

  private String filled(String template, ArrayNode parameters, int depth) {
    Matcher matcher = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      text.append(template, end, matcher.start());
      end = matcher.end();
      text.append(place(matcher.group(1), parameters, depth));
    }
    return text.append(template.substring(end)).toString();
  }

  private String place(String name, ArrayNode parameters, int depth) {
    return switch (name) {
      case "K" -> filled("pk = $P AND sk = $S", parameters, depth);
      case "C" ->
          depth < DEPTH_MAX
              ? filled(draw.one(StatementTexts.CONDITIONS), parameters, depth + 1)
              : "a = 1";
      case "P" -> value("'p" + draw.below(3) + "'", draw.partitionKey(), parameters);
      case "S" -> value("'s" + draw.below(6) + "'", draw.sortKey(), parameters);
      case "O" -> draw.one(List.of("'open'", "'done'"));
      case "N" -> "" + draw.below(1000);
      case "F" -> draw.one(StatementTexts.FIELDS);
      case "R" -> draw.one(StatementTexts.RETURNINGS);
      default -> value(draw.one(StatementTexts.LITERALS), draw.value(), parameters);
    };
  }

  /** A value in the statement, or as a parameter. */
  private String value(String literal, ObjectNode parameter, ArrayNode parameters) {
    if (draw.chance(0.6)) {
      return literal;
    }
    parameters.add(parameter);
    return "?";
  }

  /** One word or sign taken out, doubled or exchanged for another. */
  private String spoiled(String statement) {
    List<String> words = new ArrayList<>(List.of(statement.split("(?<=[ (),])|(?=[ (),])")));
    int at = draw.below(words.size());
    switch (draw.below(3)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      default -> words.set(at, draw.one(List.of("AND", "=", "'x'", "(", "]", "WHERE", "a", "%")));
    }
    return String.join("", words);
  }
}
