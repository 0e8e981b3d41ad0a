package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import java.util.List;

/**
 * A part of a statement that stands for a value, or for what is true or not; without parentheses.
 */
sealed interface Node {
  Spot spot();

  /** A value of the item. */
  record Path(ParsedPath path, Spot spot) implements Node {}

  /** A string, a number, a truth or a null. */
  record Scalar(AttributeValue value, Spot spot) implements Node {}

  /**
   * A number that no attribute holds.
   *
   * @param fault what DynamoDB says of it
   */
  record BadNumber(String fault, Spot spot) implements Node {}

  /** No value at all. */
  record Missing(Spot spot) implements Node {}

  /**
   * A value that comes with the request.
   *
   * @param number which of them, from zero on
   */
  record Parameter(int number, Spot spot) implements Node {}

  record ListOf(List<Node> elements, Spot spot) implements Node {
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  /** A set. */
  record BagOf(List<Node> elements, Spot spot) implements Node {
    public BagOf {
      elements = List.copyOf(elements);
    }
  }

  record MapOf(List<Entry> entries, Spot spot) implements Node {
    public MapOf {
      entries = List.copyOf(entries);
    }
  }

  /** An entry of a map, as it was written. */
  record Entry(Node key, Node value) {}

  /**
   * @param function in lower case
   */
  record Call(String function, List<Node> arguments, Spot spot) implements Node {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * An operator with what it is applied to: two operands of most; one of {@code NOT} and of a sign;
   * two or more of {@code AND} and {@code OR}.
   */
  record Operation(String operator, List<Node> operands, Spot spot) implements Node {
    public Operation {
      operands = List.copyOf(operands);
    }
  }

  record Between(Node value, Node low, Node high, Spot spot) implements Node {}

  record In(Node value, Node choices, Spot spot) implements Node {}

  /**
   * @param type as {@link TypeNames} has it
   */
  record Is(Node value, String type, Spot spot) implements Node {}

  /** A SELECT within a statement. */
  record Query(Statement.Select select, Spot spot) implements Node {}
}
