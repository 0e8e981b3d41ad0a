package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.partiql.Statement.Source;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts a request's parameters into a statement. */
final class StatementBinder {
  private final Values values;
  private final Literals literals;

  StatementBinder(List<AttributeValue> parameters) {
    this.values = new Values(parameters);
    this.literals = new Literals(values);
  }

  BoundStatement bind(Statement statement) {
    return switch (statement) {
      case Statement.Select select -> select(select);
      case Statement.Insert(Source source, Node.MapOf item) ->
          new BoundStatement.Insert(source.table(), values.item(item));
      case Statement.Update update -> {
        Optional<Condition> where = where(update.where());
        ParsedUpdate parsed = new UpdateTranslator(literals, values).update(update.actions());
        ItemUpdate bound = literals.binding().update(parsed);
        yield new BoundStatement.Update(update.source().table(), bound, where, update.returning());
      }
      case Statement.Delete(Source source, Optional<Node> where, Optional<Returning> returning) -> {
        if (returning.isPresent() && returning.get() != Returning.ALL_OLD) {
          throw Faults.of(
              "Invalid returning clause: %s. Only RETURNING ALL OLD * is allowed in DELETE"
                      .formatted(returning.get())
                  + " statements.");
        }
        yield new BoundStatement.Delete(source.table(), where(where), returning);
      }
      case Statement.Exists(Statement.Select select) -> new BoundStatement.Exists(select(select));
    };
  }

  private BoundStatement.Select select(Statement.Select select) {
    Optional<Projection> projection =
        select.paths().isEmpty()
            ? Optional.empty()
            : Optional.of(literals.binding().projection(named(select.paths())));
    return new BoundStatement.Select(
        select.source().table(),
        select.source().index(),
        where(select.where()),
        projection,
        select.order());
  }

  private Optional<Condition> where(Optional<Node> where) {
    return where
        .map(node -> new ConditionTranslator(literals).where(node))
        .map(parsed -> literals.binding().condition(parsed));
  }

  /** What is at a path is told under its last name, with the indexes behind it. */
  private static SequencedMap<String, ParsedPath> named(List<ParsedPath> paths) {
    SequencedMap<String, ParsedPath> named = new LinkedHashMap<>();
    for (ParsedPath path : paths) {
      String name = "";
      for (Segment segment : path.segments()) {
        name =
            switch (segment) {
              case Segment.Name(String field) -> field;
              case Segment.Index(int index) -> name + "[" + index + "]";
              case Segment.Placeholder(String key) -> key;
            };
      }
      if (named.putIfAbsent(name, path) != null) {
        throw Faults.of("Duplicate identifiers in select clause: " + name);
      }
    }
    return named;
  }
}
