package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads paths, values and calls of functions. What is wrong with them, but not their syntax, is
 * noted: a syntax error that comes later goes first.
 */
final class OperandParser {
  /** More calls in each other than an expression may have operators. */
  private static final int CALLS_IN_EACH_OTHER_MAX = Operators.MAX;

  private final Tokens tokens;
  private boolean redundantParentheses;
  private Optional<String> firstIndexOutOfRange = Optional.empty();

  OperandParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An operand, in parentheses perhaps. */
  ParsedOperand operand() {
    return operand(0);
  }

  /** An operand that does not begin with a parenthesis. */
  ParsedOperand bare() {
    return bare(0);
  }

  ParsedPath path() {
    List<Segment> segments = new ArrayList<>();
    segments.add(name());
    while (true) {
      if (tokens.accept(TokenKind.DOT)) {
        segments.add(name());
      } else if (tokens.accept(TokenKind.LEFT_BRACKET)) {
        segments.add(new Segment.Index(index(tokens.take(TokenKind.NUMBER))));
        tokens.take(TokenKind.RIGHT_BRACKET);
      } else {
        return new ParsedPath(segments);
      }
    }
  }

  ParsedOperand.Value value() {
    return new ParsedOperand.Value(tokens.take(TokenKind.VALUE_PLACEHOLDER));
  }

  /** Parentheses right within parentheses. */
  void noteParentheses(boolean redundant) {
    redundantParentheses |= redundant;
  }

  void checkParentheses() {
    if (redundantParentheses) {
      throw new FaultyExpressionException("The expression has redundant parentheses;");
    }
  }

  void checkIndexes() {
    firstIndexOutOfRange.ifPresent(
        digits -> {
          throw new FaultyExpressionException(
              "List index is not within the allowable range; index: [" + digits + "]");
        });
  }

  private ParsedOperand operand(int callsAround) {
    int parentheses = 0;
    while (tokens.accept(TokenKind.LEFT_PARENTHESIS)) {
      parentheses++;
    }
    ParsedOperand operand = bare(callsAround);
    noteParentheses(parentheses > 1);
    for (; parentheses > 0; parentheses--) {
      tokens.take(TokenKind.RIGHT_PARENTHESIS);
    }
    return operand;
  }

  private ParsedOperand bare(int callsAround) {
    if (tokens.is(TokenKind.VALUE_PLACEHOLDER)) {
      return value();
    }
    return tokens.is(TokenKind.WORD) && tokens.isFollowedBy(TokenKind.LEFT_PARENTHESIS)
        ? call(callsAround + 1)
        : path();
  }

  private ParsedOperand call(int calls) {
    if (calls > CALLS_IN_EACH_OTHER_MAX) {
      throw Operators.tooMany();
    }
    String function = tokens.take(TokenKind.WORD);
    tokens.take(TokenKind.LEFT_PARENTHESIS);
    List<ParsedOperand> arguments = new ArrayList<>();
    do {
      arguments.add(operand(calls));
    } while (tokens.accept(TokenKind.COMMA));
    tokens.take(TokenKind.RIGHT_PARENTHESIS);
    return new ParsedOperand.Call(function, arguments);
  }

  private Segment name() {
    return tokens.is(TokenKind.NAME_PLACEHOLDER)
        ? new Segment.Placeholder(tokens.take(TokenKind.NAME_PLACEHOLDER))
        : new Segment.Name(tokens.take(TokenKind.WORD));
  }

  private int index(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException outOfRange) {
      firstIndexOutOfRange = firstIndexOutOfRange.or(() -> Optional.of(digits));
      return Integer.MAX_VALUE;
    }
  }
}
