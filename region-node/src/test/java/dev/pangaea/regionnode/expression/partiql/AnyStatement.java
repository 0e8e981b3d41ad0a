package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.expression.partiql.Statement.Action;
import dev.pangaea.regionnode.expression.partiql.Statement.Order;
import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws statements, whether or not any table would take them. */
final class AnyStatement {
  private static final Spot SPOT = new Spot(1, 1, 1);

  private AnyStatement() {}

  static Arbitrary<Statement> statement() {
    Arbitrary<Statement> exists = select().map(Statement.Exists::new);
    Arbitrary<Statement> insert = Combinators.combine(table(), map(2)).as(Statement.Insert::new);
    Arbitrary<Statement> update =
        Combinators.combine(
                table(),
                action().list().ofMinSize(1).ofMaxSize(3),
                condition(2).optional(),
                Arbitraries.of(Returning.values()).optional())
            .as(Statement.Update::new);
    Arbitrary<Statement> delete =
        Combinators.combine(
                table(), condition(2).optional(), Arbitraries.of(Returning.values()).optional())
            .as(Statement.Delete::new);
    return Arbitraries.oneOf(select().map(select -> select), exists, insert, update, delete);
  }

  private static Arbitrary<Statement.Select> select() {
    return Combinators.combine(
            path().list().ofMaxSize(3),
            Combinators.combine(name(), name().optional()).as(Source::new),
            condition(3).optional(),
            Combinators.combine(name(), Arbitraries.of(true, false))
                .as(Order::new)
                .list()
                .ofMaxSize(2))
        .as(Statement.Select::new);
  }

  private static Arbitrary<Source> table() {
    return name().map(name -> new Source(name, Optional.empty()));
  }

  private static Arbitrary<Action> action() {
    Arbitrary<Action> set = Combinators.combine(path(), operand(2)).as(Action.Set::new);
    Arbitrary<Action> remove = path().map(Action.Remove::new);
    return Arbitraries.oneOf(set, remove);
  }

  private static Arbitrary<String> name() {
    return Arbitraries.of("a", "B1", "_c", "date", "x y", "it\"s", "é", "set_add", "a.b");
  }

  private static Arbitrary<ParsedPath> path() {
    Arbitrary<Segment> field = name().map(Segment.Name::new);
    Arbitrary<Segment> index = Arbitraries.of(0, 7, 2_147_483_647).map(Segment.Index::new);
    return Combinators.combine(field, Arbitraries.oneOf(field, index).list().ofMaxSize(3))
        .as(
            (first, others) -> {
              List<Segment> segments = new ArrayList<>(List.of(first));
              segments.addAll(others);
              return new ParsedPath(segments);
            });
  }

  private static Arbitrary<Node> condition(int depth) {
    Arbitrary<Node> operand = operand(1);
    Arbitrary<Node> compare =
        Combinators.combine(Arbitraries.of("=", "<>", "<", "<=", ">", ">="), operand, operand)
            .as((sign, left, right) -> operation(sign, List.of(left, right)));
    Arbitrary<Node> between =
        Combinators.combine(operand, operand, operand)
            .as((value, low, high) -> new Node.Between(value, low, high, SPOT));
    Arbitrary<Node> in =
        Combinators.combine(operand, operand.list().ofMinSize(1).ofMaxSize(3))
            .as((value, choices) -> new Node.In(value, new Node.ListOf(choices, SPOT), SPOT));
    Arbitrary<Node> is =
        Combinators.combine(operand, Arbitraries.of("NULL", "MISSING", "STRING", "LIST", "INTEGER"))
            .as((value, type) -> new Node.Is(value, type, SPOT));
    Arbitrary<Node> test =
        Combinators.combine(
                Arbitraries.of("begins_with", "contains", "attribute_type", "size"),
                operand.list().ofMaxSize(2))
            .as((function, arguments) -> new Node.Call(function, arguments, SPOT));
    Arbitrary<Node> simple = Arbitraries.oneOf(compare, between, in, is, test);
    if (depth == 0) {
      return simple;
    }
    Arbitrary<Node> joined =
        Combinators.combine(
                Arbitraries.of("AND", "OR"), condition(depth - 1).list().ofMinSize(2).ofMaxSize(3))
            .as(AnyStatement::operation);
    Arbitrary<Node> not = condition(depth - 1).map(inner -> operation("NOT", List.of(inner)));
    return Arbitraries.oneOf(simple, joined, not);
  }

  private static Arbitrary<Node> operand(int depth) {
    Arbitrary<Node> scalar = value().map(value -> new Node.Scalar(value, SPOT));
    Arbitrary<Node> path = path().map(each -> new Node.Path(each, SPOT));
    Arbitrary<Node> simple =
        Arbitraries.oneOf(
            scalar, path, Arbitraries.of(new Node.Parameter(0, SPOT), new Node.Missing(SPOT)));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<List<Node>> several = operand(depth - 1).list().ofMaxSize(3);
    return Arbitraries.oneOf(
        simple,
        several.map(elements -> new Node.ListOf(elements, SPOT)),
        several.map(elements -> new Node.BagOf(elements, SPOT)),
        map(depth - 1).map(map -> map),
        several.map(arguments -> new Node.Call("list_append", arguments, SPOT)),
        Combinators.combine(
                Arbitraries.of("+", "-", "*", "||"), operand(depth - 1), operand(depth - 1))
            .as((sign, left, right) -> operation(sign, List.of(left, right))));
  }

  private static Arbitrary<Node.MapOf> map(int depth) {
    Arbitrary<Node> key = name().map(name -> new Node.Scalar(new StringValue(name), SPOT));
    return Combinators.combine(key, operand(depth))
        .as(Node.Entry::new)
        .list()
        .ofMaxSize(3)
        .map(entries -> new Node.MapOf(entries, SPOT));
  }

  private static Arbitrary<AttributeValue> value() {
    return Arbitraries.of(
        new StringValue(""),
        new StringValue("it's -- 'here' /* \"x\" */"),
        new StringValue("line\nbreak"),
        new NumberValue(BigDecimal.ZERO),
        new NumberValue(new BigDecimal("-12.5")),
        new NumberValue(new BigDecimal("1E+20")),
        new BooleanValue(true),
        new BooleanValue(false),
        new NullValue());
  }

  private static Node operation(String operator, List<Node> operands) {
    return new Node.Operation(operator, operands, SPOT);
  }
}
