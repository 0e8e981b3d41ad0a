package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import java.util.List;
import java.util.Optional;

/** A statement as it was written. */
public sealed interface Statement {
  /** The table, and the index of it if there is one. */
  Source source();

  /**
   * @param paths what is wanted of each item; empty for all of it
   */
  record Select(List<ParsedPath> paths, Source source, Optional<Node> where, List<Order> order)
      implements Statement {
    public Select {
      paths = List.copyOf(paths);
      order = List.copyOf(order);
    }
  }

  record Insert(Source source, Node.MapOf item) implements Statement {}

  record Update(
      Source source, List<Action> actions, Optional<Node> where, Optional<Returning> returning)
      implements Statement {
    public Update {
      actions = List.copyOf(actions);
    }
  }

  record Delete(Source source, Optional<Node> where, Optional<Returning> returning)
      implements Statement {}

  /** Makes a transaction depend on an item. */
  record Exists(Select select) implements Statement {
    @Override
    public Source source() {
      return select.source();
    }
  }

  /**
   * @param index empty for the table itself
   */
  record Source(String table, Optional<String> index) {}

  /** One attribute by which items are wanted in order. */
  record Order(String attribute, boolean ascending) {}

  /** What an UPDATE does at one path. */
  sealed interface Action {
    record Set(ParsedPath path, Node value) implements Action {}

    record Remove(ParsedPath path) implements Action {}
  }
}
