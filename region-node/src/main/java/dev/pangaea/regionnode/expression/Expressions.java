package dev.pangaea.regionnode.expression;

import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedProjection;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import dev.pangaea.regionnode.expression.syntax.Parser;
import java.util.function.Supplier;

/**
 * Reads expressions. What is read is kept without its placeholders' values, because applications
 * send the same texts again and again. Threads may share it.
 */
public final class Expressions {
  private final RecentTexts<ParsedCondition> conditions;
  private final RecentTexts<ParsedUpdate> updates;
  private final RecentTexts<ParsedProjection> projections;

  /**
   * @param keptMax how many expressions of each form are kept that were read before
   */
  public Expressions(int keptMax) {
    conditions = new RecentTexts<>(keptMax);
    updates = new RecentTexts<>(keptMax);
    projections = new RecentTexts<>(keptMax);
  }

  /**
   * @param kind a condition, a filter or a key condition
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Condition condition(ExpressionKind kind, String text, Placeholders placeholders) {
    return read(
        kind,
        () -> new ConditionBinder(placeholders).bind(conditions.get(text, Parser::condition)));
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public ItemUpdate update(String text, Placeholders placeholders) {
    return read(
        ExpressionKind.UPDATE,
        () -> new UpdateBinder(placeholders).bind(updates.get(text, Parser::update)));
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Projection projection(String text, Placeholders placeholders) {
    PathBinder paths = new PathBinder(placeholders);
    return read(
        ExpressionKind.PROJECTION,
        () ->
            Projection.of(
                projections.get(text, Parser::projection).paths().stream()
                    .map(paths::bind)
                    .toList()));
  }

  private static <T> T read(ExpressionKind kind, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FaultyExpressionException faulty) {
      throw new InvalidExpressionException("Invalid " + kind.member() + ": " + faulty.getMessage());
    }
  }
}
