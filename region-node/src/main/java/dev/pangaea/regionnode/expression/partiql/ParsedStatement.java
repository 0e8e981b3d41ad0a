package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import java.util.List;

/** A statement that was read, and waits for the values of its parameters. */
public final class ParsedStatement {
  private final Statement statement;
  private final int parameters;

  ParsedStatement(Statement statement, int parameters) {
    this.statement = statement;
    this.parameters = parameters;
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static ParsedStatement of(String text) {
    return StatementParser.parse(text);
  }

  Statement statement() {
    return statement;
  }

  public boolean isSelect() {
    return statement instanceof Statement.Select;
  }

  public boolean isExists() {
    return statement instanceof Statement.Exists;
  }

  /** Whether it changes an item. */
  public boolean isWrite() {
    return !isSelect() && !isExists();
  }

  /**
   * What it means with these parameters.
   *
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public BoundStatement bind(List<AttributeValue> values) {
    if (values.size() != parameters) {
      throw Faults.of("Number of parameters in request and statement don't match.");
    }
    return new StatementBinder(values).bind(statement);
  }
}
