package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.partiql.Statement.Action;
import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a statement. */
final class StatementParser {
  private final Tokens tokens;
  private final NodeParser nodes;

  private StatementParser(Tokens tokens) {
    this.tokens = tokens;
    this.nodes = new NodeParser(tokens);
  }

  static ParsedStatement parse(String text) {
    Tokens tokens = new Tokens(text);
    Statement statement = new StatementParser(tokens).whole();
    return new ParsedStatement(statement, tokens.parameters());
  }

  private Statement whole() {
    Statement statement = statement();
    tokens.acceptSign(";");
    if (tokens.peek().kind() != TokenKind.END) {
      throw leftover();
    }
    return statement;
  }

  private Statement statement() {
    Token first = tokens.peek();
    if (first.kind() != TokenKind.WORD) {
      throw noStatement();
    }
    return switch (first.text().toUpperCase(Locale.ROOT)) {
      case "SELECT" -> new SelectParser(tokens, nodes).select();
      case "INSERT" -> insert();
      case "UPDATE" -> update();
      case "DELETE" -> delete();
      case "EXISTS" -> exists();
      case "FROM" -> fromFirst();
      default -> throw noStatement();
    };
  }

  /** An expression alone is no statement, if it is an expression. */
  private RuntimeException noStatement() {
    Node node = nodes.node();
    tokens.acceptSign(";");
    return tokens.peek().kind() == TokenKind.END
        ? unsupported(node instanceof Node.Is ? "IsType" : Values.type(node))
        : leftover();
  }

  private static RuntimeException unsupported(String operation) {
    return Faults.of("Unsupported operation: " + operation);
  }

  private static RuntimeException leftover() {
    return Faults.malformed("Unexpected token after expression");
  }

  private Statement insert() {
    if (!tokens.second().isWord("INTO")) {
      throw tokens.unexpected();
    }
    tokens.takeWord("INSERT");
    tokens.takeWord("INTO");
    Source source = new SourceParser(tokens, nodes.paths()).target();
    if (!tokens.isWord("VALUE")) {
      nodes.node();
      throw tokens.peek().kind() == TokenKind.END ? unsupported("InsertOp") : leftover();
    }
    if (source.index().isPresent()) {
      throw Faults.of(
          "FROM clause may only contain a single table name in data manipulation statements");
    }
    tokens.takeWord("VALUE");
    Spot spot = tokens.spot();
    if (!(nodes.node() instanceof Node.MapOf item)) {
      throw Faults.of(
          "Unsupported format in item expression. Please use struct format {...} to express item"
              + " values for insert statement.",
          spot);
    }
    if (tokens.isWord("RETURNING")) {
      throw Faults.of("RETURNING is not supported in INSERT");
    }
    return new Statement.Insert(source, item);
  }

  private Statement update() {
    tokens.takeWord("UPDATE");
    Source source = ofWrite();
    List<Action> actions = actions();
    return new Statement.Update(source, actions, where(), returning());
  }

  /** The other form of an UPDATE. */
  private Statement fromFirst() {
    tokens.takeWord("FROM");
    Source source = new SourceParser(tokens, nodes.paths()).source();
    refuse(source);
    Optional<Node> where = where();
    return new Statement.Update(source, actions(), where, returning());
  }

  private List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    do {
      if (tokens.acceptWord("SET")) {
        do {
          actions.add(set());
        } while (tokens.acceptSign(","));
      } else if (tokens.acceptWord("REMOVE")) {
        actions.add(new Action.Remove(nodes.paths().target().path()));
      } else {
        throw Faults.malformed("Expected data manipulation");
      }
    } while (tokens.isWord("SET") || tokens.isWord("REMOVE"));
    return actions;
  }

  private Action set() {
    Node.Path path = nodes.paths().target();
    tokens.takeSign("=");
    return new Action.Set(path.path(), nodes.node());
  }

  private Statement delete() {
    tokens.takeWord("DELETE");
    if (!tokens.acceptWord("FROM")) {
      throw Faults.malformed("Expected FROM after DELETE");
    }
    return new Statement.Delete(ofWrite(), where(), returning());
  }

  private Source ofWrite() {
    Source source = new SourceParser(tokens, nodes.paths()).target();
    refuse(source);
    return source;
  }

  /** Neither an index nor an alias has a place where something is written. */
  private void refuse(Source source) {
    if (source.index().isPresent()) {
      throw Faults.of("This operation is not supported on an index");
    }
    if (tokens.isWord("AS") || nodes.paths().isName()) {
      throw Faults.of("Aliasing is not supported");
    }
  }

  private Statement exists() {
    tokens.takeWord("EXISTS");
    tokens.takeSign("(");
    if (!tokens.isWord("SELECT")) {
      throw Faults.malformed("Expected data manipulation");
    }
    Statement.Select select = new SelectParser(tokens, nodes).select();
    tokens.takeSign(")");
    return new Statement.Exists(select);
  }

  private Optional<Node> where() {
    return tokens.acceptWord("WHERE") ? Optional.of(nodes.node()) : Optional.empty();
  }

  private Optional<Returning> returning() {
    if (!tokens.acceptWord("RETURNING")) {
      return Optional.empty();
    }
    boolean all = tokens.acceptWord("ALL");
    if (!all) {
      tokens.takeWord("MODIFIED");
    }
    boolean old = tokens.acceptWord("OLD");
    if (!old) {
      tokens.takeWord("NEW");
    }
    if (!tokens.acceptSign("*")) {
      throw tokens.peek().kind() == TokenKind.END
          ? tokens.unexpected()
          : Faults.of("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
    }
    if (tokens.isSign(",")) {
      throw Faults.of("Invalid syntax with multiple returning elements in RETURNING clause");
    }
    return Optional.of(
        all
            ? old ? Returning.ALL_OLD : Returning.ALL_NEW
            : old ? Returning.MODIFIED_OLD : Returning.MODIFIED_NEW);
  }
}
