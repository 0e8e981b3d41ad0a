package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a condition. What is open is on a stack of its own, not on the thread's: no number of
 * parentheses or negations is too deep for it.
 */
final class ConditionParser {
  /** What has begun and waits for a condition. */
  private sealed interface Open {
    /** A parenthesis, around a condition or around its first operand. */
    record Group() implements Open {}

    record Negation() implements Open {}

    record Conjunction(List<ParsedCondition> parts) implements Open {}

    record Disjunction(List<ParsedCondition> parts) implements Open {}
  }

  /** As deep as 300 operators and a parenthesis around each can stand in each other. */
  private static final int OPEN_MAX = 2 * Operators.MAX + 1;

  private final Tokens tokens;
  private final OperandParser operands;
  private final Deque<Open> open = new ArrayDeque<>();
  private int mostOpen;

  ConditionParser(Tokens tokens, OperandParser operands) {
    this.tokens = tokens;
    this.operands = operands;
  }

  ParsedCondition parse() {
    Optional<ParsedCondition> whole;
    do {
      whole = combined(first());
    } while (whole.isEmpty());
    if (mostOpen > OPEN_MAX) {
      throw Operators.tooMany();
    }
    return whole.get();
  }

  /** Reads up to the end of the next condition that is not put together from others. */
  private Read first() {
    while (true) {
      if (tokens.accept(TokenKind.NOT)) {
        open(new Open.Negation());
      } else if (tokens.accept(TokenKind.LEFT_PARENTHESIS)) {
        open(new Open.Group());
      } else {
        break;
      }
    }
    ParsedOperand operand = operands.bare();
    boolean grouped = false;
    while (open.peek() instanceof Open.Group && tokens.accept(TokenKind.RIGHT_PARENTHESIS)) {
      open.pop();
      OperandParser.checkParentheses(grouped);
      grouped = true;
    }
    return switch (tokens.kind()) {
      case EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST ->
          new Read(
              new ParsedCondition.Compare(operand, tokens.take(tokens.kind()), operands.operand()),
              false);
      case BETWEEN -> new Read(between(operand), false);
      case IN -> new Read(in(operand), false);
      default -> {
        if (operand instanceof Call call) {
          yield new Read(new ParsedCondition.Test(call), grouped);
        }
        throw tokens.unexpected();
      }
    };
  }

  /**
   * @param grouped whether parentheses are right around it
   */
  private record Read(ParsedCondition condition, boolean grouped) {}

  /** Puts what was read into what is open; empty where another condition must follow. */
  private Optional<ParsedCondition> combined(Read read) {
    Read current = read;
    while (true) {
      while (open.peek() instanceof Open.Negation) {
        open.pop();
        current = new Read(new ParsedCondition.Not(current.condition()), false);
      }
      if (tokens.accept(TokenKind.AND)) {
        conjunction().add(current.condition());
        return Optional.empty();
      }
      if (open.peek() instanceof Open.Conjunction(List<ParsedCondition> parts)) {
        open.pop();
        parts.add(current.condition());
        current = new Read(new ParsedCondition.And(parts), false);
      }
      if (tokens.accept(TokenKind.OR)) {
        disjunction().add(current.condition());
        return Optional.empty();
      }
      if (open.peek() instanceof Open.Disjunction(List<ParsedCondition> parts)) {
        open.pop();
        parts.add(current.condition());
        current = new Read(new ParsedCondition.Or(parts), false);
      }
      if (open.peek() instanceof Open.Group && tokens.accept(TokenKind.RIGHT_PARENTHESIS)) {
        open.pop();
        OperandParser.checkParentheses(current.grouped());
        current = new Read(current.condition(), true);
      } else if (tokens.is(TokenKind.END) && open.isEmpty()) {
        return Optional.of(current.condition());
      } else {
        throw tokens.unexpected();
      }
    }
  }

  private List<ParsedCondition> conjunction() {
    if (open.peek() instanceof Open.Conjunction(List<ParsedCondition> parts)) {
      return parts;
    }
    List<ParsedCondition> parts = new ArrayList<>();
    open(new Open.Conjunction(parts));
    return parts;
  }

  private List<ParsedCondition> disjunction() {
    if (open.peek() instanceof Open.Disjunction(List<ParsedCondition> parts)) {
      return parts;
    }
    List<ParsedCondition> parts = new ArrayList<>();
    open(new Open.Disjunction(parts));
    return parts;
  }

  private void open(Open begun) {
    open.push(begun);
    mostOpen = Math.max(mostOpen, open.size());
  }

  private ParsedCondition between(ParsedOperand value) {
    tokens.take(TokenKind.BETWEEN);
    ParsedOperand low = operands.operand();
    tokens.take(TokenKind.AND);
    return new ParsedCondition.Between(value, low, operands.operand());
  }

  private ParsedCondition in(ParsedOperand value) {
    tokens.take(TokenKind.IN);
    tokens.take(TokenKind.LEFT_PARENTHESIS);
    List<ParsedOperand> choices = new ArrayList<>();
    do {
      choices.add(operands.operand());
    } while (tokens.accept(TokenKind.COMMA));
    tokens.take(TokenKind.RIGHT_PARENTHESIS);
    return new ParsedCondition.In(value, choices);
  }
}
