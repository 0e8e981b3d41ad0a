package dev.pangaea.regionnode.expression.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a token is. */
enum TokenKind {
  WORD,
  NAME_PLACEHOLDER,
  VALUE_PLACEHOLDER,
  NUMBER,
  EQUAL,
  UNEQUAL,
  LESS,
  AT_MOST,
  GREATER,
  AT_LEAST,
  LEFT_PARENTHESIS,
  RIGHT_PARENTHESIS,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  DOT,
  COMMA,
  PLUS,
  MINUS,
  AND,
  OR,
  NOT,
  BETWEEN,
  IN,
  SET,
  REMOVE,
  ADD,
  DELETE,
  /** A character that no expression has. */
  STRANGE,
  END;

  private static final Map<String, TokenKind> KEYWORDS =
      Stream.of(AND, OR, NOT, BETWEEN, IN, SET, REMOVE, ADD, DELETE)
          .collect(Collectors.toMap(Enum::name, Function.identity()));

  /** Keywords count in whatever case. */
  static TokenKind ofWord(String word) {
    return Optional.ofNullable(KEYWORDS.get(word.toUpperCase(Locale.ROOT))).orElse(WORD);
  }
}
