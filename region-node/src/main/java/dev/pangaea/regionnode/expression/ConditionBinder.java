package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.regionnode.expression.Operand.Attribute;
import dev.pangaea.regionnode.expression.Operand.Literal;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.Operators;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts names and values for placeholders into a condition, and checks its operands, each operator
 * after its operands.
 */
final class ConditionBinder {
  private static final int CHOICES_MAX = 100;
  private static final Set<AttributeType> ORDERED =
      EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);
  private static final Set<AttributeType> WITH_PREFIX =
      EnumSet.of(AttributeType.S, AttributeType.B);
  private static final Set<AttributeType> WITHOUT_SIZE =
      EnumSet.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL);

  private final Placeholders placeholders;
  private final PathBinder paths;
  private int operators;

  ConditionBinder(Placeholders placeholders) {
    this.placeholders = placeholders;
    this.paths = new PathBinder(placeholders);
  }

  Condition bind(ParsedCondition condition) {
    return switch (condition) {
      case ParsedCondition.And(List<ParsedCondition> parts) -> new Condition.All(parts(parts));
      case ParsedCondition.Or(List<ParsedCondition> parts) -> new Condition.Any(parts(parts));
      case ParsedCondition.Not(ParsedCondition inner) -> {
        Condition bound = bind(inner);
        count(1);
        yield new Condition.Not(bound);
      }
      case ParsedCondition.Compare(ParsedOperand left, String sign, ParsedOperand right) ->
          comparison(operand(left), Relation.of(sign), operand(right));
      case ParsedCondition.Between(ParsedOperand value, ParsedOperand low, ParsedOperand high) ->
          between(operand(value), operand(low), operand(high));
      case ParsedCondition.In(ParsedOperand value, List<ParsedOperand> choices) ->
          in(operand(value), operands(choices));
      case ParsedCondition.Test(Call call) -> test(call);
    };
  }

  /** A loop, because a stream would take much of the stack for each level. */
  private List<Condition> parts(List<ParsedCondition> parts) {
    List<Condition> bound = new ArrayList<>(parts.size());
    for (ParsedCondition part : parts) {
      bound.add(bind(part));
    }
    count(parts.size() - 1);
    return bound;
  }

  private Condition comparison(Operand left, Relation relation, Operand right) {
    checkDistinct(relation.sign(), left, List.of(right));
    switch (relation) {
      case EQUAL, UNEQUAL -> {}
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          checkTypes(relation.sign(), ORDERED, List.of(left, right));
    }
    count(1);
    return new Condition.Comparison(left, relation, right);
  }

  private Condition between(Operand value, Operand low, Operand high) {
    checkDistinct("BETWEEN", value, List.of(low, high));
    checkTypes("BETWEEN", ORDERED, List.of(value, low, high));
    if (low instanceof Literal(AttributeValue from) && high instanceof Literal(AttributeValue to)) {
      if (AttributeType.of(from) != AttributeType.of(to)) {
        throw bounds("same data type for lower and upper bounds", from, to);
      }
      if (Relation.GREATER.holds(from, to)) {
        throw bounds("upper bound to be greater than or equal to lower bound", from, to);
      }
    }
    count(1);
    return new Condition.Between(value, low, high);
  }

  private Condition in(Operand value, List<Operand> choices) {
    checkDistinct("IN", value, choices);
    if (choices.size() > CHOICES_MAX) {
      throw new FaultyExpressionException(
          "The IN operator is provided with too many operands; number of operands: "
              + choices.size());
    }
    count(1);
    return new Condition.In(value, choices);
  }

  private Condition test(Call call) {
    String function = call.function();
    List<Operand> operands = operands(call.arguments());
    int wanted =
        switch (function) {
          case Functions.ATTRIBUTE_EXISTS, Functions.ATTRIBUTE_NOT_EXISTS -> 1;
          default -> 2;
        };
    if (operands.size() != wanted) {
      throw OperandFaults.wrongNumber(function, operands.size());
    }
    checkDistinct(function, operands.getFirst(), operands.subList(1, wanted));
    Condition bound =
        switch (function) {
          case Functions.ATTRIBUTE_EXISTS -> new Condition.Exists(path(function, operands));
          case Functions.ATTRIBUTE_NOT_EXISTS -> new Condition.NotExists(path(function, operands));
          case Functions.ATTRIBUTE_TYPE ->
              new Condition.HasType(operands.get(0), typeNamed(operands.get(1)));
          case Functions.BEGINS_WITH -> {
            checkTypes(function, WITH_PREFIX, operands);
            yield new Condition.BeginsWith(operands.get(0), operands.get(1));
          }
          default -> new Condition.Contains(operands.get(0), operands.get(1));
        };
    count(1);
    return bound;
  }

  private static DocumentPath path(String function, List<Operand> operands) {
    if (operands.getFirst() instanceof Attribute(DocumentPath path)) {
      return path;
    }
    throw OperandFaults.noPath(function);
  }

  private static AttributeType typeNamed(Operand operand) {
    Optional<AttributeType> type = operand.type();
    if (!(operand instanceof Literal(StringValue(String name)))) {
      throw OperandFaults.wrongType(
          Functions.ATTRIBUTE_TYPE,
          type.map(AttributeType::name).orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
    }
    return Arrays.stream(AttributeType.values())
        .filter(candidate -> candidate.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new FaultyExpressionException(
                    "Invalid attribute type name found; type: %s, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
                        .formatted(name)));
  }

  private Operand operand(ParsedOperand operand) {
    return switch (operand) {
      case ParsedPath path -> new Attribute(paths.bind(path));
      case ParsedOperand.Value(String key) ->
          new Literal(placeholders.value(key).orElseThrow(() -> OperandFaults.undefinedValue(key)));
      case Call call -> size(call);
    };
  }

  private List<Operand> operands(List<ParsedOperand> operands) {
    List<Operand> bound = new ArrayList<>(operands.size());
    for (ParsedOperand operand : operands) {
      bound.add(operand(operand));
    }
    return bound;
  }

  /** The only function that is an operand. */
  private Operand size(Call call) {
    List<Operand> operands = operands(call.arguments());
    if (operands.size() != 1) {
      throw OperandFaults.wrongNumber(call.function(), operands.size());
    }
    operands
        .getFirst()
        .type()
        .filter(WITHOUT_SIZE::contains)
        .ifPresent(
            type -> {
              throw OperandFaults.wrongType(call.function(), type.name());
            });
    count(1);
    return new Operand.Size(operands.getFirst());
  }

  private static void checkTypes(
      String operator, Set<AttributeType> wanted, List<Operand> operands) {
    for (Operand operand : operands) {
      Optional<AttributeType> type = operand.type();
      if (type.isPresent() && !wanted.contains(type.get())) {
        throw OperandFaults.wrongType(operator, type.get().name());
      }
    }
  }

  private static void checkDistinct(String operator, Operand first, List<Operand> others) {
    if (first instanceof Attribute(DocumentPath path) && others.contains(first)) {
      throw OperandFaults.notDistinct(operator, path);
    }
  }

  private void count(int more) {
    operators += more;
    if (operators > Operators.MAX) {
      throw Operators.tooMany();
    }
  }

  private static FaultyExpressionException bounds(
      String rule, AttributeValue low, AttributeValue high) {
    return new FaultyExpressionException(
        "The BETWEEN operator requires %s; lower bound operand: %s, upper bound operand: %s"
            .formatted(rule, shown(low), shown(high)));
  }

  /** As DynamoDB shows it, Java's words for bytes included. */
  private static String shown(AttributeValue value) {
    String text =
        switch (value) {
          case StringValue(String string) -> string;
          case NumberValue(BigDecimal number) -> Numbers.text(number);
          case BinaryValue(Bytes bytes) ->
              "java.nio.HeapByteBuffer[pos=0 lim=%1$d cap=%1$d]".formatted(bytes.length());
          case AttributeValue other -> other.toString();
        };
    return "AttributeValue: {" + AttributeType.of(value) + ":" + text + "}";
  }
}
