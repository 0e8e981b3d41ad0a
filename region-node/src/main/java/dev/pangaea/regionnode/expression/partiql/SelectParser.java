package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.partiql.Statement.Order;
import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a SELECT. */
final class SelectParser {
  private static final String ALIAS = "Aliasing is not supported";
  private static final String ONE_SOURCE = "Only select from a single table or index is supported.";
  private static final List<String> JOINS =
      List.of("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "OUTER");
  private static final List<String> CLAUSES = List.of("HAVING", "LIMIT");

  private final Tokens tokens;
  private final NodeParser nodes;

  SelectParser(Tokens tokens, NodeParser nodes) {
    this.tokens = tokens;
    this.nodes = nodes;
  }

  Statement.Select select() {
    tokens.takeWord("SELECT");
    List<ParsedPath> paths = projection();
    tokens.takeWord("FROM");
    Source source = new SourceParser(tokens, nodes.paths()).source();
    if (tokens.isSign(",") || JOINS.stream().anyMatch(tokens::isWord)) {
      throw Faults.of(ONE_SOURCE);
    }
    refuseAlias();
    Optional<Node> where =
        tokens.acceptWord("WHERE") ? Optional.of(nodes.node()) : Optional.empty();
    List<Order> order = order();
    refuseClauses();
    return new Statement.Select(paths, source, where, order);
  }

  private List<ParsedPath> projection() {
    if (tokens.acceptSign("*")) {
      return List.of();
    }
    if (tokens.isWord("DISTINCT")) {
      throw Faults.of("Unsupported token in expression: DISTINCT");
    }
    if (tokens.isWord("VALUE") || tokens.isWord("PIVOT")) {
      throw Faults.of("Select projection doesn't support value or pivot keywords");
    }
    List<ParsedPath> paths = new ArrayList<>();
    do {
      Node node = nodes.node();
      if (!(node instanceof Node.Path(ParsedPath path, Spot _))) {
        throw Faults.of("Unexpected path component", node.spot());
      }
      paths.add(path);
      refuseAlias();
    } while (tokens.acceptSign(","));
    return paths;
  }

  private void refuseAlias() {
    if (tokens.isWord("AS") || nodes.paths().isName()) {
      throw Faults.of(ALIAS);
    }
  }

  private List<Order> order() {
    if (!tokens.acceptWord("ORDER")) {
      return List.of();
    }
    tokens.takeWord("BY");
    List<Order> order = new ArrayList<>();
    do {
      order.add(ordered(nodes.node()));
    } while (tokens.acceptSign(","));
    return order;
  }

  private Order ordered(Node node) {
    if (!(node instanceof Node.Path(ParsedPath path, Spot _))) {
      throw notOrdering("EXPRESSION");
    }
    if (path.segments().size() > 1
        || !(path.segments().getFirst() instanceof ParsedPath.Segment.Name(String name))) {
      throw notOrdering("PATH");
    }
    boolean descending = tokens.acceptWord("DESC");
    if (!descending) {
      tokens.acceptWord("ASC");
    }
    return new Order(name, !descending);
  }

  private static RuntimeException notOrdering(String type) {
    return Faults.of("Argument to ORDER BY must be of type VariableReference. Type: " + type);
  }

  private void refuseClauses() {
    Token next = tokens.peek();
    if (next.isWord("GROUP")) {
      throw Faults.of("Unsupported clause: GROUP BY");
    }
    for (String clause : CLAUSES) {
      if (next.isWord(clause)) {
        throw Faults.of("Unsupported clause: " + clause, tokens.second().spot());
      }
    }
  }
}
