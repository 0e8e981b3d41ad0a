package dev.pangaea.regionnode.expression.partiql;

/** What a token of a statement is. */
enum TokenKind {
  /** A name or a keyword. */
  WORD,
  /** A name in double quotes. */
  QUOTED_NAME,
  /** A string in single quotes. */
  TEXT,
  NUMBER,
  PARAMETER,
  /** A sign or several that stand for one thing. */
  SIGN,
  /** Something in back quotes, which other PartiQLs read as Ion. */
  ION,
  END
}
