package dev.pangaea.regionnode.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. There is a token for every text. */
final class Lexer {
  private final String text;
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /** The last token is the end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.getLast().kind() != TokenKind.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
    int start = position;
    TokenKind kind = position == text.length() ? TokenKind.END : kind(text.charAt(position));
    return new Token(kind, start, position);
  }

  private TokenKind kind(char first) {
    int start = position++;
    return switch (first) {
      case '=' -> TokenKind.EQUAL;
      case '<' ->
          accept('>') ? TokenKind.UNEQUAL : accept('=') ? TokenKind.AT_MOST : TokenKind.LESS;
      case '>' -> accept('=') ? TokenKind.AT_LEAST : TokenKind.GREATER;
      case '(' -> TokenKind.LEFT_PARENTHESIS;
      case ')' -> TokenKind.RIGHT_PARENTHESIS;
      case '[' -> TokenKind.LEFT_BRACKET;
      case ']' -> TokenKind.RIGHT_BRACKET;
      case '.' -> TokenKind.DOT;
      case ',' -> TokenKind.COMMA;
      case '+' -> TokenKind.PLUS;
      case '-' -> TokenKind.MINUS;
      case '#' -> wordFollows() ? TokenKind.NAME_PLACEHOLDER : TokenKind.STRANGE;
      case ':' -> wordFollows() ? TokenKind.VALUE_PLACEHOLDER : TokenKind.STRANGE;
      case '0' -> TokenKind.NUMBER;
      default -> wordOrNumber(first, start);
    };
  }

  private TokenKind wordOrNumber(char first, int start) {
    if (isDigit(first)) {
      while (position < text.length() && isDigit(text.charAt(position))) {
        position++;
      }
      return TokenKind.NUMBER;
    }
    if (isLetter(first)) {
      wordFollows();
      return TokenKind.ofWord(text.substring(start, position));
    }
    position = start + Character.charCount(text.codePointAt(start));
    return TokenKind.STRANGE;
  }

  private boolean wordFollows() {
    int start = position;
    while (position < text.length() && isPartOfWord(text.charAt(position))) {
      position++;
    }
    return position > start;
  }

  private boolean accept(char wanted) {
    boolean here = position < text.length() && text.charAt(position) == wanted;
    if (here) {
      position++;
    }
    return here;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  private static boolean isPartOfWord(char character) {
    return isLetter(character) || isDigit(character) || character == '_';
  }

  private static boolean isLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
