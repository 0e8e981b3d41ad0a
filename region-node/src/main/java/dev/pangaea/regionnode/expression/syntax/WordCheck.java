package dev.pangaea.regionnode.expression.syntax;

import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Checks the words of an expression, from its top down: that attributes are not named by reserved
 * words, that functions exist and stand where they may.
 */
final class WordCheck {
  private final String kind;
  private final Set<String> functions;
  private final Set<String> otherFunctions;
  private final String operandFunction;

  private WordCheck(
      String kind, Set<String> functions, Set<String> otherFunctions, String operandFunction) {
    this.kind = kind;
    this.functions = functions;
    this.otherFunctions = otherFunctions;
    this.operandFunction = operandFunction;
  }

  static void check(ParsedCondition condition) {
    new WordCheck("a condition", Functions.OF_CONDITIONS, Functions.OF_UPDATES, Functions.SIZE)
        .condition(condition);
  }

  static void check(ParsedUpdate update) {
    WordCheck check =
        new WordCheck(
            "an update", Functions.OF_UPDATES, Functions.OF_CONDITIONS, Functions.IF_NOT_EXISTS);
    update.actions().forEach(check::action);
  }

  static void check(ParsedProjection projection) {
    projection.paths().forEach(WordCheck::path);
  }

  /** In loops, not by recursion: how deep an expression is must not show in the stack. */
  private void condition(ParsedCondition whole) {
    Deque<ParsedCondition> waiting = new ArrayDeque<>(List.of(whole));
    while (!waiting.isEmpty()) {
      switch (waiting.pop()) {
        case ParsedCondition.And(List<ParsedCondition> parts) -> before(waiting, parts);
        case ParsedCondition.Or(List<ParsedCondition> parts) -> before(waiting, parts);
        case ParsedCondition.Not(ParsedCondition inner) -> waiting.push(inner);
        case ParsedCondition.Compare compare -> operands(List.of(compare.left(), compare.right()));
        case ParsedCondition.Between between ->
            operands(List.of(between.value(), between.low(), between.high()));
        case ParsedCondition.In in -> {
          operands(List.of(in.value()));
          operands(in.choices());
        }
        case ParsedCondition.Test(Call call) -> {
          exists(call);
          if (call.function().equals(operandFunction)) {
            throw misused(call);
          }
          operands(call.arguments());
        }
      }
    }
  }

  /** Puts the parts in front of what waits, in their order. */
  private static <T> void before(Deque<T> waiting, List<? extends T> parts) {
    parts.reversed().forEach(waiting::push);
  }

  private void action(Action action) {
    path(action.path());
    if (action instanceof Action.Set(ParsedPath _, Source source)) {
      switch (source) {
        case Source.Single(Call call) -> {
          exists(call);
          operands(call.arguments());
        }
        case Source.Single(ParsedOperand operand) -> operands(List.of(operand));
        case Source.Sum(ParsedOperand left, ParsedOperand right) -> operands(List.of(left, right));
        case Source.Difference(ParsedOperand left, ParsedOperand right) ->
            operands(List.of(left, right));
      }
    }
  }

  private void operands(List<ParsedOperand> operands) {
    Deque<ParsedOperand> waiting = new ArrayDeque<>(operands);
    while (!waiting.isEmpty()) {
      switch (waiting.pop()) {
        case ParsedOperand.Value _ -> {}
        case ParsedPath path -> path(path);
        case Call call -> {
          exists(call);
          if (!call.function().equals(operandFunction)) {
            throw misused(call);
          }
          before(waiting, call.arguments());
        }
      }
    }
  }

  private void exists(Call call) {
    String function = call.function();
    if (otherFunctions.contains(function)) {
      throw new FaultyExpressionException(
          "The function is not allowed in %s expression; function: %s".formatted(kind, function));
    }
    if (!functions.contains(function)) {
      throw new FaultyExpressionException("Invalid function name; function: " + function);
    }
  }

  private static FaultyExpressionException misused(Call call) {
    return new FaultyExpressionException(
        "The function is not allowed to be used this way in an expression; function: "
            + call.function());
  }

  private static void path(ParsedPath path) {
    for (ParsedPath.Segment segment : path.segments()) {
      if (segment instanceof ParsedPath.Segment.Name(String name) && ReservedWords.contains(name)) {
        throw new FaultyExpressionException(
            "Attribute name is a reserved keyword; reserved keyword: " + name);
      }
    }
  }
}
