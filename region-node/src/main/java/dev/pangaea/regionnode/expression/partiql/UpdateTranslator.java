package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what an UPDATE sets and removes as updates of expressions say it. */
final class UpdateTranslator {
  private static final String SET_ADD = "set_add";
  private static final String SET_DELETE = "set_delete";

  private final Literals literals;
  private final Values values;

  UpdateTranslator(Literals literals, Values values) {
    this.literals = literals;
    this.values = values;
  }

  ParsedUpdate update(List<Statement.Action> actions) {
    return new ParsedUpdate(actions.stream().map(this::action).toList());
  }

  private Action action(Statement.Action action) {
    return switch (action) {
      case Statement.Action.Remove(ParsedPath path) -> new Action.Remove(path);
      case Statement.Action.Set(ParsedPath path, Node.Call call)
          when call.function().equals(SET_ADD) || call.function().equals(SET_DELETE) ->
          elements(path, call);
      case Statement.Action.Set(ParsedPath path, Node value) ->
          new Action.Set(path, new ParsedUpdate.Source.Single(operand(value)));
    };
  }

  /** Adds elements to the set there, or takes them from it. */
  private Action elements(ParsedPath path, Node.Call call) {
    String function = call.function().toUpperCase(Locale.ROOT);
    List<Node> arguments = call.arguments();
    if (arguments.size() != 2) {
      throw Faults.of(function + " must have exactly two arguments", call.spot());
    }
    if (!(arguments.getFirst() instanceof Node.Path(ParsedPath first, Spot _))
        || !first.equals(path)) {
      throw Faults.of(
          "The first argument to " + function + " must equal the assignment value", call.spot());
    }
    Node second = arguments.getLast();
    if (!Values.isConstant(second) || !isSet(values.value(second))) {
      throw Faults.of(
          "The second argument to " + function + " must be a value with type SET",
          arguments.getFirst().spot());
    }
    ParsedOperand.Value elements = literals.of(second);
    return call.function().equals(SET_ADD)
        ? new Action.Add(path, elements)
        : new Action.Delete(path, elements);
  }

  private static boolean isSet(AttributeValue value) {
    return switch (AttributeType.of(value)) {
      case SS, NS, BS -> true;
      case S, N, B, BOOL, NULL, L, M -> false;
    };
  }

  private ParsedOperand operand(Node node) {
    return switch (node) {
      case Node.Path path -> path.path();
      case Node.Missing _ -> throw Faults.of(Faults.MISSING_VALUE);
      case Node.Operation(String operator, List<Node> operands, Spot _) ->
          switch (operator) {
            case Functions.PLUS, Functions.MINUS ->
                new ParsedOperand.Call(operator, operands(operands));
            default -> throw unsupported(operator);
          };
      case Node.Call call -> call(call);
      case Node.Between _ -> throw unsupported("between");
      case Node.In _ -> throw unsupported("in");
      case Node.Is _ -> throw unsupported("is");
      case Node.Query query -> throw ConditionTranslator.nested(query);
      case Node.Scalar _,
          Node.BadNumber _,
          Node.Parameter _,
          Node.ListOf _,
          Node.BagOf _,
          Node.MapOf _ ->
          literals.of(node);
    };
  }

  /** A loop, because a stream would take much of the stack for each level. */
  private List<ParsedOperand> operands(List<Node> nodes) {
    List<ParsedOperand> operands = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      operands.add(operand(node));
    }
    return operands;
  }

  private ParsedOperand call(Node.Call call) {
    String function = call.function();
    if (Functions.OF_CONDITIONS.contains(function)) {
      throw Faults.of("The function is not allowed in an update expression; function: " + function);
    }
    if (!Functions.OF_UPDATES.contains(function)) {
      throw ConditionTranslator.unrecognized(call);
    }
    return new ParsedOperand.Call(function, operands(call.arguments()));
  }

  private static RuntimeException unsupported(String operator) {
    return Faults.of(
        "Unsupported operator in Update Expression. Operator: "
            + operator.toLowerCase(Locale.ROOT));
  }
}
