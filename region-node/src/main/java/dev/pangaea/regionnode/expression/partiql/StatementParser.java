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
      throw Faults.malformed("Unexpected token after expression");
    }
    return statement;
  }

  private Statement statement() {
    Token first = tokens.peek();
    if (first.kind() != TokenKind.WORD) {
      throw first.isSign("(") ? tokens.unexpected() : noStatement();
    }
    return switch (first.text().toUpperCase(Locale.ROOT)) {
      case "SELECT" -> new SelectParser(tokens, nodes).select();
      case "INSERT" -> insert();
      case "UPDATE" -> update();
      case "DELETE" -> delete();
      case "EXISTS" -> exists();
      default -> throw noStatement();
    };
  }

  private static RuntimeException noStatement() {
    return Faults.malformed("Expected data manipulation");
  }

  private Statement insert() {
    tokens.takeWord("INSERT");
    tokens.takeWord("INTO");
    Source source = new SourceParser(tokens, nodes.paths()).source();
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
    List<Action> actions = new ArrayList<>();
    do {
      if (tokens.acceptWord("SET")) {
        do {
          actions.add(set());
        } while (tokens.acceptSign(","));
      } else {
        tokens.takeWord("REMOVE");
        actions.add(new Action.Remove(nodes.paths().path().path()));
      }
    } while (tokens.isWord("SET") || tokens.isWord("REMOVE"));
    return new Statement.Update(source, actions, where(), returning());
  }

  private Action set() {
    Node.Path path = nodes.paths().path();
    tokens.takeSign("=");
    return new Action.Set(path.path(), nodes.node());
  }

  private Statement delete() {
    tokens.takeWord("DELETE");
    tokens.takeWord("FROM");
    return new Statement.Delete(ofWrite(), where(), returning());
  }

  private Source ofWrite() {
    Source source = new SourceParser(tokens, nodes.paths()).ofWrite();
    if (tokens.isWord("AS") || nodes.paths().isName()) {
      throw Faults.of("Aliasing is not supported");
    }
    return source;
  }

  private Statement exists() {
    tokens.takeWord("EXISTS");
    tokens.takeSign("(");
    if (!tokens.isWord("SELECT")) {
      throw noStatement();
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
