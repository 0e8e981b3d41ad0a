package dev.pangaea.regionnode.expression.syntax;

import java.util.List;

/** The tokens of an expression, taken one after the other. */
final class Tokens {
  private final String text;
  private final List<Token> tokens;
  private int next;

  Tokens(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /** The kind of the next token. */
  TokenKind kind() {
    return tokens.get(next).kind();
  }

  boolean is(TokenKind kind) {
    return kind() == kind;
  }

  boolean isFollowedBy(TokenKind kind) {
    return !is(TokenKind.END) && tokens.get(next + 1).kind() == kind;
  }

  boolean accept(TokenKind kind) {
    boolean here = is(kind);
    if (here) {
      next++;
    }
    return here;
  }

  /** Takes the next token, which must be of this kind, and gives its text. */
  String take(TokenKind kind) {
    if (!is(kind)) {
      throw unexpected();
    }
    return text(tokens.get(next++));
  }

  /** The next token cannot stand where it does. DynamoDB shows it with those beside it. */
  FaultyExpressionException unexpected() {
    Token token = tokens.get(next);
    int from = next == 0 ? 0 : tokens.get(next - 1).start();
    int to = is(TokenKind.END) ? token.end() : tokens.get(next + 1).end();
    return new FaultyExpressionException(
        "Syntax error; token: \"%s\", near: \"%s\""
            .formatted(is(TokenKind.END) ? "<EOF>" : text(token), text.substring(from, to)));
  }

  private String text(Token token) {
    return text.substring(token.start(), token.end());
  }
}
