package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import java.util.Optional;

/** Reads what a statement is about: a table, or an index of one. */
final class SourceParser {
  private final Tokens tokens;
  private final PathParser paths;

  SourceParser(Tokens tokens, PathParser paths) {
    this.tokens = tokens;
    this.paths = paths;
  }

  Source source() {
    if (tokens.peek().kind() == TokenKind.TEXT || tokens.isSign("(")) {
      throw Faults.of("Unexpected from source");
    }
    return behind(paths.name());
  }

  private Source behind(String table) {
    Optional<String> index = Optional.empty();
    while (tokens.isSign(".") || tokens.isSign("[")) {
      if (index.isPresent()) {
        throw Faults.of("A path may contain at most 2 components in the FROM clause");
      }
      index = Optional.of(component());
    }
    if (tokens.isSign("-") || tokens.isSign("+")) {
      throw Faults.of("Unexpected from source");
    }
    return new Source(table, index);
  }

  /** What is written to, which is told by its name. */
  Source target() {
    return behind(paths.simpleName());
  }

  private String component() {
    if (tokens.acceptSign("[")) {
      if (tokens.peek().kind() != TokenKind.TEXT) {
        throw Faults.of("Invalid list expression in source.");
      }
      String name = tokens.take().text();
      tokens.takeSign("]");
      return name;
    }
    tokens.takeSign(".");
    if (tokens.isSign("*")) {
      throw Faults.of("Unpivot path component like a.*.b are not supported", tokens.spot());
    }
    return paths.name();
  }
}
