package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a WHERE says as conditions of expressions say it. */
final class ConditionTranslator {
  private static final String TYPES =
      "MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST";

  private final Literals literals;

  ConditionTranslator(Literals literals) {
    this.literals = literals;
  }

  ParsedCondition where(Node node) {
    if (!isTest(node)) {
      throw Faults.of("WHERE clause must contain an expression that resolves to a boolean");
    }
    return condition(node);
  }

  private ParsedCondition condition(Node node) {
    return switch (node) {
      case Node.Operation(String operator, List<Node> operands, Spot _) ->
          operation(operator, operands);
      case Node.Between(Node value, Node low, Node high, Spot _) ->
          new ParsedCondition.Between(operand(value), operand(low), operand(high));
      case Node.In in -> in(in);
      case Node.Is is -> is(is);
      case Node.Call call -> test(call);
      case Node.Query query -> throw nested(query);
      case Node other -> throw new IllegalStateException("no condition: " + other);
    };
  }

  private ParsedCondition operation(String operator, List<Node> operands) {
    return switch (operator) {
      case "AND" -> new ParsedCondition.And(parts(operands));
      case "OR" -> new ParsedCondition.Or(parts(operands));
      case "NOT" -> {
        if (!isTest(operands.getFirst())) {
          throw Faults.of("The argument to NOT must be a Type or Expression");
        }
        yield new ParsedCondition.Not(condition(operands.getFirst()));
      }
      case "=", "<>", "<", "<=", ">", ">=" -> {
        Optional<ParsedCondition> truth = operator.equals("=") ? truth(operands) : Optional.empty();
        yield truth.orElseGet(
            () ->
                new ParsedCondition.Compare(
                    operand(operands.getFirst()), operator, operand(operands.getLast())));
      }
      default -> throw unsupported(operator);
    };
  }

  /** What a function tells may be compared with what it is to tell. */
  private Optional<ParsedCondition> truth(List<Node> operands) {
    for (List<Node> pair : List.of(operands, operands.reversed())) {
      if (pair.getFirst() instanceof Node.Call call
          && Functions.OF_CONDITIONS.contains(call.function())
          && !call.function().equals(Functions.SIZE)
          && pair.getLast() instanceof Node.Scalar(BooleanValue(boolean wanted), Spot _)) {
        ParsedCondition test = test(call);
        return Optional.of(wanted ? test : new ParsedCondition.Not(test));
      }
    }
    return Optional.empty();
  }

  private List<ParsedCondition> parts(List<Node> operands) {
    List<ParsedCondition> parts = new ArrayList<>(operands.size());
    for (Node operand : operands) {
      if (!isTest(operand)) {
        throw Faults.of("The arguments to AND/OR must be Expressions");
      }
      parts.add(condition(operand));
    }
    return parts;
  }

  private ParsedCondition in(Node.In in) {
    List<Node> choices =
        switch (in.choices()) {
          case Node.ListOf(List<Node> elements, Spot _) -> elements;
          case Node.BagOf(List<Node> elements, Spot _) -> elements;
          case Node _ -> List.<Node>of();
        };
    if (choices.isEmpty()) {
      throw Faults.of(
          "IN operator must have a left hand argument of type Variable Reference and right hand"
              + " argument of type Seq with at least one member");
    }
    ParsedOperand value = operand(in.value());
    return new ParsedCondition.In(value, choices.stream().map(this::operand).toList());
  }

  private ParsedCondition is(Node.Is is) {
    if (!(is.value() instanceof Node.Path) && !Values.isConstant(is.value())) {
      throw Faults.of(
          "The left hand side argument to IS must be a Variable Reference, Literal, or Path");
    }
    ParsedOperand value = operand(is.value());
    return new ParsedCondition.Test(
        switch (is.type()) {
          case "MISSING" -> new ParsedOperand.Call(Functions.ATTRIBUTE_NOT_EXISTS, List.of(value));
          case "NULL" -> typed(value, AttributeType.NULL);
          case "BOOLEAN" -> typed(value, AttributeType.BOOL);
          case "BLOB" -> typed(value, AttributeType.B);
          case "STRING" -> typed(value, AttributeType.S);
          case "NUMERIC" -> typed(value, AttributeType.N);
          case "STRUCT", "TUPLE" -> typed(value, AttributeType.M);
          case "LIST" -> typed(value, AttributeType.L);
          default ->
              throw Faults.of(
                  "Unsupported data type for IS operator: %s. Supported data types are [%s]"
                      .formatted(is.type(), TYPES),
                  is.spot());
        });
  }

  private ParsedOperand.Call typed(ParsedOperand value, AttributeType type) {
    return new ParsedOperand.Call(
        Functions.ATTRIBUTE_TYPE, List.of(value, literals.of(new StringValue(type.name()))));
  }

  private ParsedCondition test(Node.Call call) {
    String function = call.function();
    if (Functions.OF_UPDATES.contains(function)) {
      throw Faults.of(
          "The function is not allowed in a condition expression; function: " + function);
    }
    if (!Functions.OF_CONDITIONS.contains(function)) {
      throw unrecognized(call);
    }
    if (function.equals(Functions.SIZE)) {
      throw misused(function);
    }
    return new ParsedCondition.Test(
        new ParsedOperand.Call(function, call.arguments().stream().map(this::operand).toList()));
  }

  private ParsedOperand operand(Node node) {
    return switch (node) {
      case Node.Path path -> path.path();
      case Node.Missing _ -> throw Faults.of(Faults.MISSING_VALUE);
      case Node.Call(String function, List<Node> arguments, Spot _)
          when function.equals(Functions.SIZE) ->
          new ParsedOperand.Call(function, arguments.stream().map(this::operand).toList());
      case Node.Call call
          when Functions.OF_CONDITIONS.contains(call.function())
              || Functions.OF_UPDATES.contains(call.function()) ->
          throw misused(call.function());
      case Node.Call call -> throw unrecognized(call);
      case Node.Operation(String operator, List<Node> _, Spot _) -> throw unsupported(operator);
      case Node.Between _ -> throw unsupported("between");
      case Node.In _ -> throw unsupported("in");
      case Node.Is _ -> throw unsupported("is");
      case Node.Query query -> throw nested(query);
      case Node.Scalar _,
          Node.BadNumber _,
          Node.Parameter _,
          Node.ListOf _,
          Node.BagOf _,
          Node.MapOf _ ->
          literals.of(node);
    };
  }

  /** Whether a node is true or false by itself. */
  private static boolean isTest(Node node) {
    return switch (node) {
      case Node.Operation _, Node.Between _, Node.In _, Node.Is _, Node.Call _, Node.Query _ ->
          true;
      case Node.Path _,
          Node.Scalar _,
          Node.BadNumber _,
          Node.Missing _,
          Node.Parameter _,
          Node.ListOf _,
          Node.BagOf _,
          Node.MapOf _ ->
          false;
    };
  }

  static RuntimeException unrecognized(Node.Call call) {
    return call.arguments().stream().anyMatch(Node.Query.class::isInstance)
        ? nested((Node.Query) call.arguments().getFirst())
        : Faults.of("Unrecognized function: " + call.function(), call.spot());
  }

  static RuntimeException nested(Node.Query query) {
    return Faults.of("Unsupported token in expression: SELECT", query.spot());
  }

  private static RuntimeException misused(String function) {
    return Faults.of(
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  private static RuntimeException unsupported(String operator) {
    return Faults.of("Unsupported operator in Condition Expression. Operator: " + operator);
  }
}
