package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.syntax.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads conditions and values: {@code OR} binds least, then {@code AND}, {@code NOT}, comparisons,
 * sums, products. What stands in each other is bounded, and so are the operators of the whole
 * statement: those of one rank stand in each other too, and a statement cannot use up the stack.
 */
final class NodeParser {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** How many parts may stand in each other: a thread's stack has room for several times that. */
  private static final int DEPTH_MAX = 64;

  private final Tokens tokens;
  private final ValueParser values;
  private int depth;
  private int operators;

  NodeParser(Tokens tokens) {
    this.tokens = tokens;
    this.values = new ValueParser(tokens, this);
  }

  Node node() {
    return deeper(() -> joined("OR", () -> joined("AND", this::negation)));
  }

  PathParser paths() {
    return values.paths();
  }

  /** Reads something that may stand in itself. */
  <T> T deeper(Supplier<T> reading) {
    if (++depth > DEPTH_MAX) {
      throw tooMany();
    }
    T read = reading.get();
    depth--;
    return read;
  }

  /** One more operator or call of the statement. */
  void count() {
    if (++operators > Operators.MAX) {
      throw tooMany();
    }
  }

  private Node joined(String operator, Supplier<Node> part) {
    Node first = part.get();
    if (!tokens.isWord(operator)) {
      return first;
    }
    Spot spot = tokens.spot();
    List<Node> parts = new ArrayList<>(List.of(first));
    while (tokens.acceptWord(operator)) {
      count();
      tokens.refuseEnd();
      parts.add(part.get());
    }
    return new Node.Operation(operator, parts, spot);
  }

  private Node negation() {
    Spot spot = tokens.spot();
    if (!tokens.acceptWord("NOT")) {
      return comparison(sum());
    }
    count();
    return not(deeper(this::negation), spot);
  }

  private Node comparison(Node first) {
    Node left = first;
    while (true) {
      Spot spot = tokens.spot();
      Token next = tokens.peek();
      boolean negated = next.isWord("NOT");
      Token word = negated ? tokens.second() : next;
      if (next.kind() == TokenKind.SIGN && COMPARISONS.contains(next.text())) {
        tokens.take();
        count();
        tokens.refuseEnd();
        left = new Node.Operation(next.text(), List.of(left, sum()), spot);
      } else if (next.isWord("IS")) {
        left = is(left);
      } else if (word.isWord("BETWEEN") || word.isWord("IN") || word.isWord("LIKE")) {
        if (negated) {
          tokens.take();
          count();
        }
        Node test = test(left);
        left = negated ? not(test, spot) : test;
      } else {
        return left;
      }
    }
  }

  private Node test(Node value) {
    Spot spot = tokens.spot();
    count();
    if (tokens.acceptWord("BETWEEN")) {
      tokens.refuseEnd();
      Node low = sum();
      tokens.takeWord("AND");
      return new Node.Between(value, low, sum(), spot);
    }
    if (tokens.acceptWord("IN")) {
      tokens.refuseEnd();
      return new Node.In(value, tokens.isSign("(") ? values.parenthesizedList() : sum(), spot);
    }
    tokens.takeWord("LIKE");
    tokens.refuseEnd();
    return new Node.Operation("like", List.of(value, sum()), spot);
  }

  private Node is(Node value) {
    Spot spot = tokens.spot();
    tokens.takeWord("IS");
    count();
    tokens.refuseEnd();
    boolean negated = tokens.acceptWord("NOT");
    if (negated) {
      count();
    }
    Node test = new Node.Is(value, TypeNames.take(tokens), spot);
    return negated ? not(test, spot) : test;
  }

  private Node sum() {
    return leftToRight(
        List.of("+", "-", "||"), () -> leftToRight(List.of("*", "/", "%"), this::signed));
  }

  private Node leftToRight(List<String> operators, Supplier<Node> operand) {
    Node left = operand.get();
    while (tokens.peek().kind() == TokenKind.SIGN && operators.contains(tokens.peek().text())) {
      count();
      Token operator = tokens.take();
      tokens.refuseEnd();
      left = new Node.Operation(operator.text(), List.of(left, operand.get()), operator.spot());
    }
    return left;
  }

  /** A sign before a number is a part of it. */
  private Node signed() {
    Token sign = tokens.peek();
    if (!sign.isSign("-") && !sign.isSign("+")) {
      return values.value();
    }
    tokens.take();
    if (tokens.peek().kind() == TokenKind.NUMBER) {
      return values.number(sign.isSign("-"));
    }
    count();
    return new Node.Operation(sign.text(), List.of(deeper(this::signed)), sign.spot());
  }

  private static RuntimeException tooMany() {
    return Faults.of(Operators.tooMany().getMessage());
  }

  private static Node not(Node node, Spot spot) {
    return new Node.Operation("NOT", List.of(node), spot);
  }
}
