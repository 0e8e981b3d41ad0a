package dev.pangaea.regionnode.expression.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** An update as it was written. */
public record ParsedUpdate(List<Action> actions) {
  /** What is done at one path. */
  public sealed interface Action {
    ParsedPath path();

    record Set(ParsedPath path, Source source) implements Action {}

    record Remove(ParsedPath path) implements Action {}

    record Add(ParsedPath path, ParsedOperand.Value value) implements Action {}

    record Delete(ParsedPath path, ParsedOperand.Value value) implements Action {}
  }

  /** What is assigned. */
  public sealed interface Source {
    record Single(ParsedOperand operand) implements Source {
      @Override
      public String toString() {
        return operand.toString();
      }
    }

    record Sum(ParsedOperand left, ParsedOperand right) implements Source {
      @Override
      public String toString() {
        return left + " + " + right;
      }
    }

    record Difference(ParsedOperand left, ParsedOperand right) implements Source {
      @Override
      public String toString() {
        return left + " - " + right;
      }
    }
  }

  public ParsedUpdate {
    actions = List.copyOf(actions);
  }

  /** Each section comes once, with its actions in their order. */
  @Override
  public String toString() {
    return actions.stream()
        .collect(
            Collectors.groupingBy(
                ParsedUpdate::section,
                LinkedHashMap::new,
                Collectors.mapping(ParsedUpdate::text, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(section -> section.getKey() + " " + section.getValue())
        .collect(Collectors.joining(" "));
  }

  private static TokenKind section(Action action) {
    return switch (action) {
      case Action.Set _ -> TokenKind.SET;
      case Action.Remove _ -> TokenKind.REMOVE;
      case Action.Add _ -> TokenKind.ADD;
      case Action.Delete _ -> TokenKind.DELETE;
    };
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Set(ParsedPath path, Source source) -> path + " = " + source;
      case Action.Remove(ParsedPath path) -> path.toString();
      case Action.Add(ParsedPath path, ParsedOperand.Value value) -> path + " " + value;
      case Action.Delete(ParsedPath path, ParsedOperand.Value value) -> path + " " + value;
    };
  }
}
