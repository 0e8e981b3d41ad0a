package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads paths, values and calls of functions. An index out of range is noted: a syntax error that
 * comes later goes first.
 */
final class OperandParser {
  /** More calls in each other than an expression may have operators. */
  private static final int CALLS_IN_EACH_OTHER_MAX = Operators.MAX;

  private final Tokens tokens;
  private Optional<String> firstIndexOutOfRange = Optional.empty();

  OperandParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An operand, in parentheses perhaps. */
  ParsedOperand operand() {
    return operandIn(openParentheses());
  }

  /** An operand that does not begin with a parenthesis. */
  ParsedOperand bare() {
    return operandIn(0);
  }

  ParsedPath path() {
    List<Segment> segments = new ArrayList<>();
    segments.add(name());
    while (true) {
      if (tokens.accept(TokenKind.DOT)) {
        segments.add(field());
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

  /**
   * Parentheses right within parentheses are refused as they close, before what follows is read.
   */
  static void checkParentheses(boolean redundant) {
    if (redundant) {
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

  private int openParentheses() {
    int parentheses = 0;
    while (tokens.accept(TokenKind.LEFT_PARENTHESIS)) {
      parentheses++;
    }
    return parentheses;
  }

  /** Without recursion: how deep calls lie in each other is up to whoever sends them. */
  private ParsedOperand operandIn(int parentheses) {
    Deque<OpenCall> open = new ArrayDeque<>();
    int parenthesesAround = parentheses;
    while (true) {
      if (tokens.is(TokenKind.WORD) && tokens.isFollowedBy(TokenKind.LEFT_PARENTHESIS)) {
        open.push(call(parenthesesAround));
        if (open.size() > CALLS_IN_EACH_OTHER_MAX) {
          throw Operators.tooMany();
        }
      } else {
        ParsedOperand read = tokens.is(TokenKind.VALUE_PLACEHOLDER) ? value() : path();
        close(parenthesesAround);
        Optional<ParsedOperand> whole = closeCalls(open, read);
        if (whole.isPresent()) {
          return whole.get();
        }
      }
      parenthesesAround = openParentheses();
    }
  }

  private OpenCall call(int parentheses) {
    String function = tokens.take(TokenKind.WORD);
    tokens.take(TokenKind.LEFT_PARENTHESIS);
    return new OpenCall(function, new ArrayList<>(), parentheses);
  }

  /** Present once no call is open; otherwise the innermost open one wants another argument. */
  private Optional<ParsedOperand> closeCalls(Deque<OpenCall> open, ParsedOperand last) {
    ParsedOperand read = last;
    while (!open.isEmpty()) {
      OpenCall innermost = open.element();
      innermost.arguments().add(read);
      if (tokens.accept(TokenKind.COMMA)) {
        return Optional.empty();
      }
      tokens.take(TokenKind.RIGHT_PARENTHESIS);
      open.remove();
      read = new ParsedOperand.Call(innermost.function(), innermost.arguments());
      close(innermost.parentheses());
    }
    return Optional.of(read);
  }

  private void close(int parentheses) {
    for (int closed = 1; closed <= parentheses; closed++) {
      tokens.take(TokenKind.RIGHT_PARENTHESIS);
      checkParentheses(closed > 1);
    }
  }

  private Segment name() {
    return tokens.is(TokenKind.NAME_PLACEHOLDER)
        ? new Segment.Placeholder(tokens.take(TokenKind.NAME_PLACEHOLDER))
        : new Segment.Name(tokens.take(TokenKind.WORD));
  }

  /** DynamoDB's grammar lets a value's placeholder name a field; none is ever defined as a name. */
  private Segment field() {
    return tokens.is(TokenKind.VALUE_PLACEHOLDER)
        ? new Segment.Placeholder(tokens.take(TokenKind.VALUE_PLACEHOLDER))
        : name();
  }

  private int index(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException outOfRange) {
      firstIndexOutOfRange = firstIndexOutOfRange.or(() -> Optional.of(digits));
      return Integer.MAX_VALUE;
    }
  }

  /**
   * A call whose arguments are being read, and the parentheses that were opened right before it.
   */
  private record OpenCall(String function, List<ParsedOperand> arguments, int parentheses) {}
}
