package dev.pangaea.regionnode.expression.partiql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens; blanks and comments stand between them. */
final class Lexer {
  private static final List<String> SIGNS = List.of("<<", ">>", "<>", "<=", ">=", "!=", "||");
  private static final String SINGLE_SIGNS = "=<>+-*/%.,()[]{}:;@";

  private final String text;
  private int position;
  private int line = 1;
  private int lineStart;
  private int bagsOpen;

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
    passBlanks();
    int start = position;
    int column = start - lineStart + 1;
    int startLine = line;
    TokenKind kind = kind();
    Spot spot = new Spot(startLine, column, position - start);
    return new Token(kind, said(kind, text.substring(start, position)), spot);
  }

  private TokenKind kind() {
    if (position == text.length()) {
      return TokenKind.END;
    }
    char first = text.charAt(position);
    if (isLetter(first)) {
      passWord();
      return TokenKind.WORD;
    }
    if (isDigit(first) || first == '.' && isDigit(at(1))) {
      passNumber();
      return TokenKind.NUMBER;
    }
    return switch (first) {
      case '\'' -> quoted('\'', TokenKind.TEXT);
      case '"' -> quoted('"', TokenKind.QUOTED_NAME);
      case '`' -> quoted('`', TokenKind.ION);
      case '?' -> {
        position++;
        yield TokenKind.PARAMETER;
      }
      default -> sign(first);
    };
  }

  private TokenKind sign(char first) {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, position) && (!sign.equals(">>") || bagsOpen > 0)) {
        bagsOpen += sign.equals("<<") ? 1 : sign.equals(">>") ? -1 : 0;
        position += sign.length();
        return TokenKind.SIGN;
      }
    }
    if (SINGLE_SIGNS.indexOf(first) < 0) {
      throw Faults.malformed("");
    }
    position++;
    return TokenKind.SIGN;
  }

  /** What a token says: quotes are taken away, and one is left of two within. */
  private static String said(TokenKind kind, String written) {
    return switch (kind) {
      case TEXT -> written.substring(1, written.length() - 1).replace("''", "'");
      case QUOTED_NAME -> written.substring(1, written.length() - 1).replace("\"\"", "\"");
      case SIGN -> written.equals("!=") ? "<>" : written;
      case WORD, NUMBER, PARAMETER, ION, END -> written;
    };
  }

  private TokenKind quoted(char quote, TokenKind kind) {
    position++;
    while (position < text.length()) {
      char next = text.charAt(position);
      if (next != quote) {
        passCharacter(next);
      } else if (at(1) == quote && quote != '`') {
        position += 2;
      } else {
        position++;
        return kind;
      }
    }
    throw Faults.malformed("");
  }

  private void passBlanks() {
    while (position < text.length()) {
      char next = text.charAt(position);
      if (text.startsWith("--", position)) {
        while (position < text.length() && text.charAt(position) != '\n') {
          position++;
        }
      } else if (text.startsWith("/*", position)) {
        passComment();
      } else if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
        passCharacter(next);
      } else {
        return;
      }
    }
  }

  private void passComment() {
    int end = text.indexOf("*/", position + 2);
    if (end < 0) {
      throw Faults.malformed("");
    }
    while (position < end + 2) {
      passCharacter(text.charAt(position));
    }
  }

  private void passCharacter(char character) {
    position++;
    if (character == '\n') {
      line++;
      lineStart = position;
    }
  }

  private void passWord() {
    while (position < text.length() && isPartOfWord(text.charAt(position))) {
      position++;
    }
  }

  private void passNumber() {
    passDigits();
    if (at(0) == '.') {
      position++;
      passDigits();
    }
    if (at(0) == 'e' || at(0) == 'E') {
      position += at(1) == '+' || at(1) == '-' ? 2 : 1;
      if (!isDigit(at(0))) {
        throw Faults.malformed("");
      }
      passDigits();
    }
    if (isPartOfWord(at(0))) {
      throw Faults.malformed("");
    }
  }

  private void passDigits() {
    while (isDigit(at(0))) {
      position++;
    }
  }

  /** The character so far ahead; no character of any token behind the end. */
  private char at(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
  }

  private static boolean isPartOfWord(char character) {
    return isLetter(character) || isDigit(character);
  }

  private static boolean isLetter(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character == '_'
        || character == '$';
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
