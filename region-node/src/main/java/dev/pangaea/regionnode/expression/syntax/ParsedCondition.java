package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import java.util.List;
import java.util.stream.Collectors;

/** A condition as it was written, without its parentheses: the tree says what they said. */
public sealed interface ParsedCondition {
  /**
   * @param parts at least two, none of them written without parentheses an And itself
   */
  record And(List<ParsedCondition> parts) implements ParsedCondition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof And || part instanceof Or ? "(" + part + ")" : "" + part)
          .collect(Collectors.joining(" AND "));
    }
  }

  /**
   * @param parts at least two
   */
  record Or(List<ParsedCondition> parts) implements ParsedCondition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof Or ? "(" + part + ")" : "" + part)
          .collect(Collectors.joining(" OR "));
    }
  }

  record Not(ParsedCondition condition) implements ParsedCondition {
    @Override
    public String toString() {
      return condition instanceof And || condition instanceof Or
          ? "NOT (" + condition + ")"
          : "NOT " + condition;
    }
  }

  /**
   * @param sign as {@code <=}
   */
  record Compare(ParsedOperand left, String sign, ParsedOperand right) implements ParsedCondition {
    @Override
    public String toString() {
      return left + " " + sign + " " + right;
    }
  }

  record Between(ParsedOperand value, ParsedOperand low, ParsedOperand high)
      implements ParsedCondition {
    @Override
    public String toString() {
      return value + " BETWEEN " + low + " AND " + high;
    }
  }

  /**
   * @param choices at least one
   */
  record In(ParsedOperand value, List<ParsedOperand> choices) implements ParsedCondition {
    public In {
      choices = List.copyOf(choices);
    }

    @Override
    public String toString() {
      return choices.stream()
          .map(ParsedOperand::toString)
          .collect(Collectors.joining(", ", value + " IN (", ")"));
    }
  }

  /** A function that is true or false by itself. */
  record Test(Call call) implements ParsedCondition {
    @Override
    public String toString() {
      return call.toString();
    }
  }
}
