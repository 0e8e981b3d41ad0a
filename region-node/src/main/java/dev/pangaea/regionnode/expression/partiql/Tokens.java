package dev.pangaea.regionnode.expression.partiql;

import java.util.List;
import java.util.Set;

/** The tokens of a statement, taken one after the other. */
final class Tokens {
  private static final Set<String> OPERATORS =
      Set.of("=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "||");

  private final List<Token> tokens;
  private int next;
  private int parameters;

  Tokens(String text) {
    this.tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token behind the next one; the end if there is none. */
  Token second() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Spot spot() {
    return peek().spot();
  }

  /** Takes the next token, whatever it is. */
  Token take() {
    return tokens.get(next++);
  }

  boolean isSign(String sign) {
    return peek().isSign(sign);
  }

  boolean isWord(String keyword) {
    return peek().isWord(keyword);
  }

  boolean acceptSign(String sign) {
    boolean here = isSign(sign);
    if (here) {
      next++;
    }
    return here;
  }

  boolean acceptWord(String keyword) {
    boolean here = isWord(keyword);
    if (here) {
      next++;
    }
    return here;
  }

  void takeSign(String sign) {
    if (!acceptSign(sign)) {
      throw Faults.malformed("Expected " + sign);
    }
  }

  void takeWord(String keyword) {
    if (!acceptWord(keyword)) {
      throw Faults.malformed("Expected " + keyword);
    }
  }

  /** Behind an operator something has to follow. */
  void refuseEnd() {
    if (peek().kind() == TokenKind.END) {
      throw Faults.malformed("Missing right-hand side expression of infix operator");
    }
  }

  /** The number of the parameter that was taken last, now that another one is. */
  int nextParameter() {
    return parameters++;
  }

  /** How many parameters were taken. */
  int parameters() {
    return parameters;
  }

  /** The next token cannot stand where it does. */
  RuntimeException unexpected() {
    Token token = peek();
    return Faults.malformed(
        switch (token.kind()) {
          case WORD ->
              Keywords.isOperator(token.text())
                  ? "Unexpected operator"
                  : Keywords.contains(token.text()) ? "Unexpected keyword" : "Unexpected term";
          case SIGN -> OPERATORS.contains(token.text()) ? "Unexpected operator" : "Unexpected term";
          case QUOTED_NAME, TEXT, NUMBER, PARAMETER, ION, END -> "Unexpected term";
        });
  }
}
