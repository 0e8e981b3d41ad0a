package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Nesting;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.item.ParsedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what stands for a value: literals, parameters, paths, calls, and what is in parentheses.
 */
final class ValueParser {
  private static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  private final Tokens tokens;
  private final NodeParser nodes;
  private final PathParser paths;
  private int nesting;

  ValueParser(Tokens tokens, NodeParser nodes) {
    this.tokens = tokens;
    this.nodes = nodes;
    this.paths = new PathParser(tokens);
  }

  PathParser paths() {
    return paths;
  }

  Node value() {
    Token next = tokens.peek();
    return switch (next.kind()) {
      case TEXT -> new Node.Scalar(new StringValue(tokens.take().text()), next.spot());
      case NUMBER -> number(false);
      case PARAMETER -> {
        tokens.take();
        yield new Node.Parameter(tokens.nextParameter(), next.spot());
      }
      case QUOTED_NAME -> paths.path();
      case WORD -> word(next);
      case SIGN -> grouped(next);
      case ION -> throw Faults.of("Ion Literals are not supported", next.spot());
      case END -> throw tokens.unexpected();
    };
  }

  Node number(boolean negative) {
    Token token = tokens.take();
    if (!Numbers.exponentFits(token.text())) {
      throw Faults.malformed("");
    }
    return switch (Numbers.parse((negative ? "-" : "") + token.text())) {
      case ParsedNumber.Valid(BigDecimal number) ->
          new Node.Scalar(new NumberValue(number), token.spot());
      case ParsedNumber.NotANumber _ -> throw Faults.malformed("");
      case ParsedNumber.TooManyDigits _ ->
          new Node.BadNumber(
              "Attempting to store more than 38 significant digits in a Number", token.spot());
      case ParsedNumber.Overflow _ ->
          new Node.BadNumber(
              "Number overflow. Attempting to store a number with magnitude larger than supported"
                  + " range",
              token.spot());
      case ParsedNumber.Underflow _ ->
          new Node.BadNumber(
              "Number underflow. Attempting to store a number with magnitude smaller than supported"
                  + " range",
              token.spot());
    };
  }

  /** What comes in parentheses behind IN. */
  Node parenthesizedList() {
    Spot spot = tokens.spot();
    tokens.takeSign("(");
    if (tokens.isWord("SELECT")) {
      return closed(query());
    }
    List<Node> elements = new ArrayList<>();
    do {
      elements.add(nodes.node());
    } while (tokens.acceptSign(","));
    tokens.takeSign(")");
    return new Node.ListOf(elements, spot);
  }

  private Node word(Token word) {
    if (tokens.second().isSign("(") && isFunction(word)) {
      return call();
    }
    return switch (word.text().toUpperCase(Locale.ROOT)) {
      case "TRUE", "FALSE" -> {
        tokens.take();
        yield new Node.Scalar(new BooleanValue(word.isWord("TRUE")), word.spot());
      }
      case "NULL" -> {
        tokens.take();
        yield new Node.Scalar(new NullValue(), word.spot());
      }
      case "MISSING" -> {
        tokens.take();
        yield new Node.Missing(word.spot());
      }
      case "FROM" -> throw Faults.malformed("Expected data manipulation");
      case "CASE" -> throw Faults.of("Unsupported token in expression: CASE", word.spot());
      default -> paths.path();
    };
  }

  /** Keywords name functions too, except those that begin something else. */
  private static boolean isFunction(Token word) {
    return switch (word.text().toUpperCase(Locale.ROOT)) {
      case "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "IS", "BETWEEN", "LIKE", "SET" ->
          false;
      default -> true;
    };
  }

  private Node call() {
    Token function = tokens.take();
    nodes.count();
    tokens.takeSign("(");
    List<Node> arguments = new ArrayList<>();
    if (tokens.isWord("SELECT")) {
      arguments.add(query());
    } else if (!tokens.isSign(")")) {
      do {
        arguments.add(tokens.isSign("*") ? star() : nodes.node());
      } while (tokens.acceptSign(","));
    }
    tokens.takeSign(")");
    return new Node.Call(function.text().toLowerCase(Locale.ROOT), arguments, function.spot());
  }

  private Node star() {
    Token star = tokens.take();
    return new Node.Operation("*", List.of(), star.spot());
  }

  private Node grouped(Token sign) {
    return switch (sign.text()) {
      case "(" -> {
        tokens.take();
        yield closed(tokens.isWord("SELECT") ? query() : nodes.node());
      }
      case "[" -> new Node.ListOf(elements("[", "]"), sign.spot());
      case "<<" -> new Node.BagOf(elements("<<", ">>"), sign.spot());
      case "{" -> map();
      case "@" -> {
        tokens.take();
        yield paths.path();
      }
      default -> throw tokens.unexpected();
    };
  }

  private Node closed(Node inner) {
    tokens.takeSign(")");
    return inner;
  }

  private Node query() {
    Spot spot = tokens.spot();
    return new Node.Query(nodes.deeper(() -> new SelectParser(tokens, nodes).select()), spot);
  }

  private List<Node> elements(String open, String close) {
    enter(open);
    List<Node> elements = new ArrayList<>();
    if (!tokens.isSign(close)) {
      do {
        elements.add(nodes.node());
      } while (tokens.acceptSign(","));
    }
    leave(close);
    return elements;
  }

  Node.MapOf map() {
    Spot spot = tokens.spot();
    enter("{");
    List<Node.Entry> entries = new ArrayList<>();
    if (!tokens.isSign("}")) {
      do {
        Node key = nodes.node();
        tokens.takeSign(":");
        entries.add(new Node.Entry(key, nodes.node()));
      } while (tokens.acceptSign(","));
    }
    leave("}");
    return new Node.MapOf(entries, spot);
  }

  /** An item and what stands for none has one level more than a value. */
  private void enter(String sign) {
    tokens.takeSign(sign);
    if (++nesting > Nesting.AROUND_MAX + 2) {
      throw Faults.of(TOO_DEEP);
    }
  }

  private void leave(String sign) {
    tokens.takeSign(sign);
    nesting--;
  }
}
