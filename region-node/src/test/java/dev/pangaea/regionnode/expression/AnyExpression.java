package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws expressions and items from few names and values, so that they often meet. */
final class AnyExpression {
  /** What value placeholders stand for, a value of each type and some neighbours. */
  static final Map<String, AttributeValue> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(":0", Shown.number("0")),
              Map.entry(":1", Shown.number("1")),
              Map.entry(":2", Shown.number("2.5")),
              Map.entry(":a", Shown.text("a")),
              Map.entry(":ab", Shown.text("ab")),
              Map.entry(":high", Shown.text("\uD83D\uDE00")),
              Map.entry(":private", Shown.text("\uE000")),
              Map.entry(":none", Shown.text("")),
              Map.entry(":b", Shown.bytes(1)),
              Map.entry(":bb", Shown.bytes(1, 0x80)),
              Map.entry(":true", new BooleanValue(true)),
              Map.entry(":null", new NullValue()),
              Map.entry(":l", Shown.list(Shown.number("1"), Shown.text("a"))),
              Map.entry(":m", MapValue.of(Map.of("a", Shown.number("1")))),
              Map.entry(":ss", Shown.texts("a", "ab")),
              Map.entry(":ns", Shown.numbers("1", "2.5")),
              Map.entry(":bs", Shown.binaries(Shown.bytes(1)))));

  static final Map<String, String> NAMES = Map.of("#a", "a", "#status", "status");

  private static final int DEPTH_MAX = 3;

  private AnyExpression() {}

  static Arbitrary<Item> item() {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", "status"), value(DEPTH_MAX))
        .ofMaxSize(4)
        .map(Item::of);
  }

  /** Items with a list, a map, and what is neither, under the names that paths begin with. */
  static Arbitrary<Item> fullItem() {
    Arbitrary<AttributeValue> value = value(2);
    return Combinators.combine(
            value.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.maps(Arbitraries.of("a", "b", "status"), value).ofMinSize(2).ofMaxSize(3),
            value,
            value)
        .as(
            (a, b, c, status) ->
                Item.of(
                    Map.of("a", new ListValue(a), "b", MapValue.of(b), "c", c, "status", status)));
  }

  static Arbitrary<AttributeValue> value() {
    return value(1);
  }

  static Arbitrary<ParsedPath> path() {
    Arbitrary<Segment> name = Arbitraries.of("a", "b", "c").<Segment>map(Segment.Name::new);
    Arbitrary<Segment> head =
        Arbitraries.oneOf(
            name, Arbitraries.of("#a", "#status").<Segment>map(Segment.Placeholder::new));
    Arbitrary<Segment> index =
        Arbitraries.integers().between(0, 4).<Segment>map(Segment.Index::new);
    return Combinators.combine(head, Arbitraries.oneOf(head, index).list().ofMaxSize(2))
        .as(
            (first, others) -> {
              List<Segment> segments = new ArrayList<>(List.of(first));
              segments.addAll(others);
              return new ParsedPath(segments);
            });
  }

  static Arbitrary<ParsedCondition> condition() {
    return condition(DEPTH_MAX);
  }

  /** Actions at paths that may overlap. */
  static Arbitrary<Action> action() {
    Arbitrary<ParsedOperand> operand = updateOperand();
    Arbitrary<Source> source =
        Arbitraries.oneOf(
            operand.map(Source.Single::new),
            Combinators.combine(operand, operand).as(Source.Sum::new),
            Combinators.combine(operand, operand).as(Source.Difference::new),
            Combinators.combine(operand, operand)
                .as(
                    (front, back) ->
                        new Source.Single(new Call(Functions.LIST_APPEND, List.of(front, back)))));
    return Arbitraries.frequencyOf(
        Tuple.of(4, Combinators.combine(path(), source).as(Action.Set::new)),
        Tuple.of(
            3,
            Combinators.combine(path(), placeholder())
                .as((path, value) -> new Action.Set(path, new Source.Single(value)))),
        Tuple.of(4, path().map(Action.Remove::new)),
        Tuple.of(1, Combinators.combine(path(), placeholder()).as(Action.Add::new)),
        Tuple.of(1, Combinators.combine(path(), placeholder()).as(Action.Delete::new)));
  }

  private static Arbitrary<ParsedCondition> condition(int depth) {
    Arbitrary<ParsedOperand> operand = operand();
    Arbitrary<ParsedCondition> leaf =
        Arbitraries.oneOf(
            Combinators.combine(operand, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), operand)
                .as(ParsedCondition.Compare::new),
            Combinators.combine(operand, operand, operand).as(ParsedCondition.Between::new),
            Combinators.combine(operand, operand.list().ofMinSize(1).ofMaxSize(3))
                .as(ParsedCondition.In::new),
            Combinators.combine(
                    Arbitraries.of(Functions.ATTRIBUTE_EXISTS, Functions.ATTRIBUTE_NOT_EXISTS),
                    path())
                .as((function, path) -> test(function, path)),
            Combinators.combine(
                    Arbitraries.of(Functions.BEGINS_WITH, Functions.CONTAINS), operand, operand)
                .as((function, value, part) -> test(function, value, part)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<ParsedCondition> inner = Arbitraries.lazy(() -> condition(depth - 1));
    Arbitrary<List<ParsedCondition>> parts = inner.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.oneOf(
        leaf,
        inner.map(ParsedCondition.Not::new),
        parts.map(ParsedCondition.And::new),
        parts.map(ParsedCondition.Or::new));
  }

  private static ParsedCondition test(String function, ParsedOperand... operands) {
    return new ParsedCondition.Test(new Call(function, List.of(operands)));
  }

  private static Arbitrary<ParsedOperand> operand() {
    Arbitrary<ParsedOperand> plain =
        Arbitraries.oneOf(
            path().map(path -> (ParsedOperand) path),
            placeholder().map(value -> (ParsedOperand) value));
    return Arbitraries.frequencyOf(
        Tuple.of(5, plain), Tuple.of(1, plain.map(of -> new Call(Functions.SIZE, List.of(of)))));
  }

  private static Arbitrary<ParsedOperand> updateOperand() {
    Arbitrary<ParsedOperand> plain =
        Arbitraries.oneOf(
            path().map(path -> (ParsedOperand) path),
            placeholder().map(value -> (ParsedOperand) value));
    return Arbitraries.frequencyOf(
        Tuple.of(4, plain),
        Tuple.of(
            1,
            Combinators.combine(path(), plain)
                .as((path, other) -> new Call(Functions.IF_NOT_EXISTS, List.of(path, other)))));
  }

  private static Arbitrary<ParsedOperand.Value> placeholder() {
    return Arbitraries.of(List.copyOf(VALUES.keySet())).map(ParsedOperand.Value::new);
  }

  private static Arbitrary<AttributeValue> value(int depth) {
    Arbitrary<AttributeValue> leaf = Arbitraries.of(List.copyOf(VALUES.values()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<AttributeValue> inner = Arbitraries.lazy(() -> value(depth - 1));
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaf),
        Tuple.of(1, inner.list().ofMaxSize(4).map(ListValue::new)),
        Tuple.of(
            1,
            Arbitraries.maps(Arbitraries.of("a", "b", "status"), inner)
                .ofMaxSize(3)
                .map(MapValue::of)));
  }
}
