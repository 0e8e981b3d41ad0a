package dev.pangaea.regionnode.expression.partiql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** PartiQL's names of types, by which a statement asks what a value is. */
final class TypeNames {
  private static final Map<String, String> LONE =
      Map.ofEntries(
          Map.entry("ANY", "ANY"),
          Map.entry("BAG", "BAG"),
          Map.entry("BLOB", "BLOB"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("CHAR", "CHARACTER"),
          Map.entry("CHARACTER", "CHARACTER"),
          Map.entry("CLOB", "CLOB"),
          Map.entry("DATE", "DATE"),
          Map.entry("DEC", "DECIMAL"),
          Map.entry("DECIMAL", "DECIMAL"),
          Map.entry("FLOAT", "FLOAT"),
          Map.entry("INT", "INTEGER"),
          Map.entry("INT4", "INTEGER4"),
          Map.entry("INT8", "INTEGER8"),
          Map.entry("INTEGER", "INTEGER"),
          Map.entry("LIST", "LIST"),
          Map.entry("MISSING", "MISSING"),
          Map.entry("NULL", "NULL"),
          Map.entry("NUMERIC", "NUMERIC"),
          Map.entry("REAL", "REAL"),
          Map.entry("SEXP", "SEXP"),
          Map.entry("SMALLINT", "SMALLINT"),
          Map.entry("STRING", "STRING"),
          Map.entry("STRUCT", "STRUCT"),
          Map.entry("SYMBOL", "SYMBOL"),
          Map.entry("TIME", "TIME"),
          Map.entry("TIMESTAMP", "TIMESTAMP"),
          Map.entry("TUPLE", "TUPLE"),
          Map.entry("VARCHAR", "VARCHAR"));

  private TypeNames() {}

  /** The next type's name, in the form that there is one of. */
  static String take(Tokens tokens) {
    Token first = tokens.peek();
    if (first.isWord("DOUBLE") && tokens.second().isWord("PRECISION")) {
      tokens.take();
      tokens.take();
      return "DOUBLE_PRECISION";
    }
    if (first.isWord("CHARACTER") && tokens.second().isWord("VARYING")) {
      tokens.take();
      tokens.take();
      return "VARCHAR";
    }
    String name =
        Optional.of(first)
            .filter(token -> token.kind() == TokenKind.WORD)
            .map(token -> LONE.get(token.text().toUpperCase(Locale.ROOT)))
            .orElseThrow(() -> Faults.malformed("Expected type name"));
    tokens.take();
    return name;
  }
}
