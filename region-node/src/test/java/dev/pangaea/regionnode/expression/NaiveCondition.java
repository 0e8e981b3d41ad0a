package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Says what a condition means straight from its tree, over values as plain Java objects. */
final class NaiveCondition {
  private NaiveCondition() {}

  static boolean holds(ParsedCondition condition, Item item) {
    return switch (condition) {
      case ParsedCondition.And(List<ParsedCondition> parts) ->
          parts.stream().allMatch(part -> holds(part, item));
      case ParsedCondition.Or(List<ParsedCondition> parts) ->
          parts.stream().anyMatch(part -> holds(part, item));
      case ParsedCondition.Not(ParsedCondition inner) -> !holds(inner, item);
      case ParsedCondition.Compare(ParsedOperand left, String sign, ParsedOperand right) ->
          compared(value(left, item), sign, value(right, item));
      case ParsedCondition.Between(ParsedOperand value, ParsedOperand low, ParsedOperand high) ->
          compared(value(value, item), ">=", value(low, item))
              && compared(value(value, item), "<=", value(high, item));
      case ParsedCondition.In(ParsedOperand value, List<ParsedOperand> choices) ->
          choices.stream()
              .anyMatch(choice -> compared(value(value, item), "=", value(choice, item)));
      case ParsedCondition.Test(Call(String function, List<ParsedOperand> operands)) ->
          tested(function, operands.stream().map(operand -> value(operand, item)).toList());
    };
  }

  private static boolean compared(
      Optional<AttributeValue> left, String sign, Optional<AttributeValue> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return sign.equals("<>");
    }
    boolean equal = left.equals(right);
    if (sign.equals("=") || sign.equals("<>")) {
      return equal == sign.equals("=");
    }
    List<Integer> first = comparable(left.get());
    List<Integer> second = comparable(right.get());
    if (first.isEmpty() || second.isEmpty() || !first.getFirst().equals(second.getFirst())) {
      return false;
    }
    int order =
        left.get() instanceof AttributeValue.NumberValue(BigDecimal a)
                && right.get() instanceof AttributeValue.NumberValue(BigDecimal b)
            ? a.subtract(b).signum()
            : Arrays.compare(
                first.stream().mapToInt(Integer::intValue).toArray(),
                second.stream().mapToInt(Integer::intValue).toArray());
    return sign.contains("=") && equal || (sign.startsWith("<") ? order < 0 : order > 0);
  }

  /** A number for the type, then the bytes; empty for types without an order. */
  private static List<Integer> comparable(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) ->
          unsigned(1, text.getBytes(StandardCharsets.UTF_8));
      case AttributeValue.BinaryValue binary -> unsigned(2, binary.value().toArray());
      case AttributeValue.NumberValue _ -> List.of(3);
      case AttributeValue _ -> List.of();
    };
  }

  private static List<Integer> unsigned(int type, byte[] bytes) {
    List<Integer> numbers = new ArrayList<>(List.of(type));
    for (byte one : bytes) {
      numbers.add(Byte.toUnsignedInt(one));
    }
    return numbers;
  }

  private static boolean tested(String function, List<Optional<AttributeValue>> operands) {
    boolean all = operands.stream().allMatch(Optional::isPresent);
    return switch (function) {
      case Functions.ATTRIBUTE_EXISTS -> all;
      case Functions.ATTRIBUTE_NOT_EXISTS -> !all;
      case Functions.BEGINS_WITH -> {
        List<Integer> whole = operands.get(0).map(NaiveCondition::comparable).orElse(List.of());
        List<Integer> start = operands.get(1).map(NaiveCondition::comparable).orElse(List.of());
        boolean numbers = whole.equals(List.of(3));
        yield !whole.isEmpty()
            && !start.isEmpty()
            && !numbers
            && start.size() <= whole.size()
            && whole.subList(0, start.size()).equals(start);
      }
      case Functions.CONTAINS -> all && contains(operands.get(0).get(), operands.get(1).get());
      default -> throw new AssertionError(function);
    };
  }

  private static boolean contains(AttributeValue whole, AttributeValue part) {
    return switch (whole) {
      case AttributeValue.StringValue _, AttributeValue.BinaryValue _ -> {
        List<Integer> bytes = comparable(whole);
        List<Integer> piece = comparable(part);
        yield !piece.isEmpty()
            && piece.getFirst().equals(bytes.getFirst())
            && Collections.indexOfSubList(
                    bytes.subList(1, bytes.size()), piece.subList(1, piece.size()))
                >= 0;
      }
      case AttributeValue.ListValue list -> list.elements().contains(part);
      case AttributeValue.StringSetValue set ->
          set.elements().stream().map(AttributeValue.StringValue::new).toList().contains(part);
      case AttributeValue.NumberSetValue set ->
          set.elements().stream().map(AttributeValue.NumberValue::new).toList().contains(part);
      case AttributeValue.BinarySetValue set ->
          set.elements().stream().map(AttributeValue.BinaryValue::new).toList().contains(part);
      case AttributeValue _ -> false;
    };
  }

  static Optional<AttributeValue> value(ParsedOperand operand, Item item) {
    return switch (operand) {
      case ParsedOperand.Value(String key) -> Optional.of(AnyExpression.VALUES.get(key));
      case ParsedPath path -> at(path, item);
      case Call(String _, List<ParsedOperand> operands) ->
          value(operands.getFirst(), item).flatMap(NaiveCondition::size);
    };
  }

  static Optional<AttributeValue> at(ParsedPath path, Item item) {
    Optional<AttributeValue> value = Optional.of(new AttributeValue.MapValue(item.attributes()));
    for (ParsedPath.Segment segment : path.segments()) {
      value =
          value.flatMap(
              from ->
                  switch (segment) {
                    case ParsedPath.Segment.Name(String name) -> field(from, name);
                    case ParsedPath.Segment.Placeholder(String key) ->
                        field(from, AnyExpression.NAMES.get(key));
                    case ParsedPath.Segment.Index(int index) ->
                        from instanceof AttributeValue.ListValue(List<AttributeValue> list)
                            ? list.stream().skip(index).findFirst()
                            : Optional.empty();
                  });
    }
    return value;
  }

  private static Optional<AttributeValue> field(AttributeValue from, String name) {
    return from instanceof AttributeValue.MapValue map
        ? Optional.ofNullable(map.entries().get(name))
        : Optional.empty();
  }

  private static Optional<AttributeValue> size(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> number(text.length());
      case AttributeValue.BinaryValue binary -> number(binary.value().length());
      case AttributeValue.ListValue list -> number(list.elements().size());
      case AttributeValue.MapValue map -> number(map.entries().size());
      case AttributeValue.StringSetValue set -> number(set.elements().size());
      case AttributeValue.NumberSetValue set -> number(set.elements().size());
      case AttributeValue.BinarySetValue set -> number(set.elements().size());
      case AttributeValue _ -> Optional.empty();
    };
  }

  private static Optional<AttributeValue> number(int number) {
    return Optional.of(AttributeValue.NumberValue.of(number));
  }
}
