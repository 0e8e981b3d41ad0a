package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Puts names and values for placeholders into an update: first all paths that it changes, which
 * must not overlap, then the values.
 */
final class UpdateBinder {
  private static final Set<AttributeType> SETS =
      EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);

  private static final String WRONG_TYPE =
      "An operand in the update expression has an incorrect data type";

  private final Placeholders placeholders;
  private final PathBinder paths;

  UpdateBinder(Placeholders placeholders) {
    this.placeholders = placeholders;
    this.paths = new PathBinder(placeholders);
  }

  ItemUpdate bind(ParsedUpdate update) {
    List<DocumentPath> targets =
        update.actions().stream().map(action -> paths.bind(action.path())).toList();
    Projection touched = Projection.of(targets);
    PathTreeBuilder<UpdateAction> actions = new PathTreeBuilder<>();
    for (int index = 0; index < targets.size(); index++) {
      actions.add(targets.get(index), bind(update.actions().get(index)));
    }
    return new ItemUpdate(actions.build(), touched, paths.bound(), WRONG_TYPE);
  }

  private UpdateAction bind(Action action) {
    return switch (action) {
      case Action.Set(ParsedPath _, Source source) -> new UpdateAction.Assign(bind(source));
      case Action.Remove(ParsedPath _) -> new UpdateAction.Remove();
      case Action.Add(ParsedPath _, ParsedOperand.Value(String key)) -> {
        AttributeValue value = value(key);
        AttributeType type = AttributeType.of(value);
        if (type != AttributeType.N && !SETS.contains(type)) {
          throw wrongType("ADD", type);
        }
        yield new UpdateAction.Add(value);
      }
      case Action.Delete(ParsedPath _, ParsedOperand.Value(String key)) -> {
        AttributeValue value = value(key);
        AttributeType type = AttributeType.of(value);
        if (!SETS.contains(type)) {
          throw wrongType("DELETE", type);
        }
        yield new UpdateAction.Delete(value);
      }
    };
  }

  private UpdateOperand bind(Source source) {
    return switch (source) {
      case Source.Single(ParsedOperand operand) -> operand(operand);
      case Source.Sum(ParsedOperand left, ParsedOperand right) ->
          call(Functions.PLUS, operands(List.of(left, right)));
      case Source.Difference(ParsedOperand left, ParsedOperand right) ->
          call(Functions.MINUS, operands(List.of(left, right)));
    };
  }

  private UpdateOperand operand(ParsedOperand operand) {
    return switch (operand) {
      case ParsedPath path -> new UpdateOperand.Attribute(paths.bind(path));
      case ParsedOperand.Value(String key) -> new UpdateOperand.Literal(value(key));
      case Call(String function, List<ParsedOperand> arguments) ->
          call(function, operands(arguments));
    };
  }

  /** A loop, because a stream would take much of the stack for each call in a call. */
  private List<UpdateOperand> operands(List<ParsedOperand> operands) {
    List<UpdateOperand> bound = new ArrayList<>(operands.size());
    for (ParsedOperand operand : operands) {
      bound.add(operand(operand));
    }
    return bound;
  }

  private static UpdateOperand call(String function, List<UpdateOperand> operands) {
    if (operands.size() != 2) {
      throw OperandFaults.wrongNumber(function, operands.size());
    }
    UpdateOperand first = operands.get(0);
    UpdateOperand second = operands.get(1);
    return switch (function) {
      case Functions.LIST_APPEND -> {
        checkTypes(function, AttributeType.L, operands);
        yield new UpdateOperand.ListAppend(first, second);
      }
      case Functions.PLUS -> {
        checkTypes(function, AttributeType.N, operands);
        yield new UpdateOperand.Sum(first, second);
      }
      case Functions.MINUS -> {
        checkTypes(function, AttributeType.N, operands);
        yield new UpdateOperand.Difference(first, second);
      }
      default -> ifNotExists(function, first, second);
    };
  }

  private static UpdateOperand ifNotExists(
      String function, UpdateOperand first, UpdateOperand second) {
    if (!(first instanceof UpdateOperand.Attribute(DocumentPath path))) {
      throw OperandFaults.noPath(function);
    }
    if (first.equals(second)) {
      throw OperandFaults.notDistinct(function, path);
    }
    return new UpdateOperand.IfNotExists(path, second);
  }

  private static void checkTypes(
      String operator, AttributeType wanted, List<UpdateOperand> operands) {
    for (UpdateOperand operand : operands) {
      if (operand instanceof UpdateOperand.Literal(AttributeValue value)
          && AttributeType.of(value) != wanted) {
        throw OperandFaults.wrongType(operator, AttributeType.of(value).name());
      }
    }
  }

  private AttributeValue value(String key) {
    return placeholders.value(key).orElseThrow(() -> OperandFaults.undefinedValue(key));
  }

  private static FaultyExpressionException wrongType(String action, AttributeType type) {
    return new FaultyExpressionException(
        ("Incorrect operand type for operator or function; operator: %1$s, operand type: %2$s,"
                + " typeSet: ALLOWED_FOR_%1$s_OPERAND")
            .formatted(action, type.word()));
  }
}
