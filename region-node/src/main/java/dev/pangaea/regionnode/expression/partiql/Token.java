package dev.pangaea.regionnode.expression.partiql;

/**
 * A piece of a statement.
 *
 * @param text what it says, without quotes
 */
record Token(TokenKind kind, String text, Spot spot) {
  boolean isSign(String sign) {
    return kind == TokenKind.SIGN && text.equals(sign);
  }

  boolean isWord(String keyword) {
    return kind == TokenKind.WORD && text.equalsIgnoreCase(keyword);
  }
}
