package dev.pangaea.regionnode.expression.syntax;

/**
 * A piece of an expression.
 *
 * @param start where it begins in the expression
 * @param end where it ends, not counted in
 */
record Token(TokenKind kind, int start, int end) {}
