package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.regionnode.expression.partiql.Statement.Action;
import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes statements as text, each tree in one way. */
final class WrittenStatement {
  private WrittenStatement() {}

  static String of(Statement statement) {
    return switch (statement) {
      case Statement.Select select -> select(select);
      case Statement.Insert(Source source, Node.MapOf item) ->
          "INSERT INTO " + source(source) + " VALUE " + node(item);
      case Statement.Update update ->
          "UPDATE "
              + source(update.source())
              + update.actions().stream()
                  .map(WrittenStatement::action)
                  .collect(Collectors.joining())
              + where(update.where())
              + returning(update.returning());
      case Statement.Delete delete ->
          "DELETE FROM "
              + source(delete.source())
              + where(delete.where())
              + returning(delete.returning());
      case Statement.Exists(Statement.Select select) -> "EXISTS(" + select(select) + ")";
    };
  }

  private static String select(Statement.Select select) {
    String paths =
        select.paths().isEmpty()
            ? "*"
            : select.paths().stream().map(WrittenStatement::path).collect(Collectors.joining(", "));
    String order =
        select.order().isEmpty()
            ? ""
            : select.order().stream()
                .map(each -> name(each.attribute()) + (each.ascending() ? " ASC" : " DESC"))
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    return "SELECT " + paths + " FROM " + source(select.source()) + where(select.where()) + order;
  }

  private static String source(Source source) {
    return name(source.table()) + source.index().map(index -> "." + name(index)).orElse("");
  }

  private static String where(Optional<Node> where) {
    return where.map(node -> " WHERE " + node(node)).orElse("");
  }

  private static String returning(Optional<Returning> returning) {
    return returning.map(each -> " " + each).orElse("");
  }

  private static String action(Action action) {
    return switch (action) {
      case Action.Set(ParsedPath path, Node value) -> " SET " + path(path) + " = " + node(value);
      case Action.Remove(ParsedPath path) -> " REMOVE " + path(path);
    };
  }

  private static String node(Node node) {
    return switch (node) {
      case Node.Path path -> path(path.path());
      case Node.Scalar(AttributeValue value, Spot _) -> scalar(value);
      case Node.BadNumber _ -> "1e200";
      case Node.Missing _ -> "MISSING";
      case Node.Parameter _ -> "?";
      case Node.ListOf(List<Node> elements, Spot _) -> joined("[", elements, "]");
      case Node.BagOf(List<Node> elements, Spot _) -> joined("<<", elements, ">>");
      case Node.MapOf(List<Node.Entry> entries, Spot _) ->
          entries.stream()
              .map(entry -> node(entry.key()) + ": " + node(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Node.Call(String function, List<Node> arguments, Spot _) ->
          joined(function + "(", arguments, ")");
      case Node.Operation(String operator, List<Node> operands, Spot _) when operands.size() == 1 ->
          operator + " (" + node(operands.getFirst()) + ")";
      case Node.Operation(String operator, List<Node> operands, Spot _) ->
          operands.stream()
              .map(WrittenStatement::grouped)
              .collect(Collectors.joining(" " + operator + " "));
      case Node.Between(Node value, Node low, Node high, Spot _) ->
          grouped(value) + " BETWEEN " + grouped(low) + " AND " + grouped(high);
      case Node.In(Node value, Node choices, Spot _) -> grouped(value) + " IN " + node(choices);
      case Node.Is(Node value, String type, Spot _) -> grouped(value) + " IS " + type;
      case Node.Query(Statement.Select select, Spot _) -> "(" + select(select) + ")";
    };
  }

  /** In parentheses, where it would be read otherwise without. */
  private static String grouped(Node node) {
    return switch (node) {
      case Node.Operation _, Node.Between _, Node.In _, Node.Is _ -> "(" + node(node) + ")";
      case Node other -> node(other);
    };
  }

  private static String joined(String open, List<Node> nodes, String close) {
    return nodes.stream()
        .map(WrittenStatement::node)
        .collect(Collectors.joining(", ", open, close));
  }

  private static String scalar(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> "'" + text.replace("'", "''") + "'";
      case NumberValue(BigDecimal number) -> Numbers.text(number);
      case BooleanValue(boolean truth) -> truth ? "TRUE" : "FALSE";
      case AttributeValue _ -> "NULL";
    };
  }

  private static String path(ParsedPath path) {
    StringBuilder text = new StringBuilder();
    for (Segment segment : path.segments()) {
      switch (segment) {
        case Segment.Name(String name) -> text.append(text.isEmpty() ? "" : ".").append(name(name));
        case Segment.Index(int index) -> text.append("[").append(index).append("]");
        case Segment.Placeholder(String key) -> throw new AssertionError(key);
      }
    }
    return text.toString();
  }

  private static String name(String name) {
    boolean plain = name.matches("[A-Za-z_$][A-Za-z0-9_$]*") && !Keywords.contains(name);
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
