package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws expressions with the names and values that they use, and now and then spoils them. */
final class Expressions {
  private static final List<String> CONDITIONS =
      List.of(
          "attribute_exists(a)",
          "attribute_not_exists(pk)",
          "a = :v",
          "a <> :v",
          "a < :v",
          "a >= :v",
          "#c = :v OR a > :w",
          "NOT (#c = :v)",
          "a BETWEEN :n AND :m",
          "a IN (:v, :w, :n)",
          "begins_with(#c, :s)",
          "contains(#c, :s)",
          "contains(ss, :s)",
          "contains(l, :v)",
          "size(l) > :n",
          "size(#c) = :n",
          "attribute_type(m, :t)",
          "m.x = :n AND (a = :v OR b = :w)",
          "l[0] = :n",
          "attribute_exists(m.y) AND NOT attribute_exists(l[2])",
          "a = b",
          "#st = :s AND total > :n",
          "(a = :v) AND ((b = :w))",
          "size(a) = :n",
          "begins_with(a, :n)");
  private static final List<String> UPDATES =
      List.of(
          "SET a = :v",
          "SET a = a + :n",
          "SET a = b - :n, b = :v",
          "SET a = if_not_exists(a, :v)",
          "SET l = list_append(l, :l)",
          "SET l = list_append(if_not_exists(l, :l), :l)",
          "SET l[1] = :v, l[7] = :w",
          "SET m.x = m.x + :n",
          "SET m.z = :v",
          "SET m.q.r = :v",
          "REMOVE a",
          "REMOVE l[0], l[1], m.y",
          "ADD a :n",
          "ADD ss :set",
          "DELETE ss :set",
          "SET #c = :s REMOVE b ADD total :n",
          "SET #st = :s, total = :n",
          "SET pk = :s",
          "SET a = :v, a = :w",
          "SET m = :v, m.x = :w",
          "SET a = :v SET b = :w",
          "ADD a :s",
          "DELETE a :set",
          "SET total = :s",
          "ADD a :n, b :n DELETE ss :set REMOVE #c");
  private static final List<String> PROJECTIONS =
      List.of("a", "a, b", "pk, m.x", "l[0], l[1]", "#c, ss", "m.x, m.y", "a, a", "m, m.x", "zz");
  private static final List<String> KEY_CONDITIONS =
      List.of(
          "pk = :p",
          "pk = :p AND sk = :k",
          "pk = :p AND sk > :k",
          "pk = :p AND sk <= :k",
          "pk = :p AND sk BETWEEN :k AND :j",
          "pk = :p AND begins_with(sk, :k)",
          "sk = :k AND pk = :p",
          "pk = :p AND sk <> :k",
          "pk > :p",
          "sk = :k",
          "pk = :p OR sk = :k",
          "pk = :p AND a = :n",
          "pk = :p AND sk = :k AND sk = :j");
  private static final List<String> INDEX_CONDITIONS =
      List.of(
          "#st = :o", "#st = :o AND total > :n", "#st = :o AND total BETWEEN :n AND :m", "pk = :p");
  private static final Pattern PLACEHOLDER = Pattern.compile("[:#][a-z]+");

  private final Draw draw;

  Expressions(Draw draw) {
    this.draw = draw;
  }

  void condition(ObjectNode body, String member) {
    put(body, member, draw.one(CONDITIONS));
  }

  void update(ObjectNode body) {
    put(body, "UpdateExpression", draw.one(UPDATES));
  }

  void projection(ObjectNode body) {
    put(body, "ProjectionExpression", draw.one(PROJECTIONS));
  }

  void keyCondition(ObjectNode body, boolean byStatus) {
    put(body, "KeyConditionExpression", draw.one(byStatus ? INDEX_CONDITIONS : KEY_CONDITIONS));
  }

  private void put(ObjectNode body, String member, String expression) {
    String text = draw.chance(0.06) ? spoiled(expression) : expression;
    body.put(member, text);
    Matcher matcher = PLACEHOLDER.matcher(expression);
    while (matcher.find()) {
      if (!draw.chance(0.01)) {
        define(body, matcher.group());
      }
    }
  }

  private void define(ObjectNode body, String placeholder) {
    if (placeholder.startsWith("#")) {
      body.withObjectProperty("ExpressionAttributeNames")
          .put(placeholder, placeholder.equals("#c") ? "c" : "status");
      return;
    }
    ObjectNode value =
        switch (placeholder) {
          case ":n" -> draw.number("" + draw.below(4));
          case ":m" -> draw.number("" + (3 + draw.below(500)));
          case ":s" -> draw.text(draw.one(List.of("x", "open", "")));
          case ":o" -> draw.text(draw.one(List.of("open", "done")));
          case ":t" -> draw.text(draw.one(List.of("M", "N", "L", "nope")));
          case ":p" -> draw.partitionKey();
          case ":k", ":j" -> draw.sortKey();
          case ":l" -> Draw.JSON.objectNode().set("L", Draw.JSON.arrayNode().add(draw.value()));
          case ":set" -> Draw.JSON.objectNode().set("SS", Draw.JSON.arrayNode().add("x").add("q"));
          default -> draw.value();
        };
    body.withObjectProperty("ExpressionAttributeValues").set(placeholder, value);
  }

  /** One word or sign taken out, doubled or exchanged for another. */
  private String spoiled(String expression) {
    List<String> words = new ArrayList<>(List.of(expression.split("(?<=[ (),])|(?=[ (),])")));
    int at = draw.below(words.size());
    switch (draw.below(3)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      default ->
          words.set(at, draw.one(List.of("AND", "=", "size", ":zz", "#zz", "(", "a.", "[0]", "%")));
    }
    return String.join("", words);
  }
}
