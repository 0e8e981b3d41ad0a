package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.expression.Placeholders;
import dev.pangaea.regionnode.expression.Projection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request's expressions, read with their placeholders. Each is asked for once, in the operation's
 * order; then {@link #end} makes sure that no placeholder was for nothing.
 */
public final class BoundExpressions {
  private final Expressions expressions;
  private final Map<ExpressionKind, String> texts;
  private final Placeholders placeholders;

  BoundExpressions(
      Expressions expressions, Map<ExpressionKind, String> texts, Placeholders placeholders) {
    this.expressions = expressions;
    this.texts = texts;
    this.placeholders = placeholders;
  }

  /** No condition where the request has none of this kind. */
  public Condition condition(ExpressionKind kind) {
    String text = texts.get(kind);
    return text == null
        ? new Condition.Always()
        : refusing(() -> expressions.condition(kind, text, placeholders));
  }

  public Optional<ItemUpdate> update() {
    return Optional.ofNullable(texts.get(ExpressionKind.UPDATE))
        .map(text -> refusing(() -> expressions.update(text, placeholders)));
  }

  public Optional<Projection> projection() {
    return Optional.ofNullable(texts.get(ExpressionKind.PROJECTION))
        .map(text -> refusing(() -> expressions.projection(text, placeholders)));
  }

  public void end() {
    refusing(
        () -> {
          placeholders.checkAllUsed();
          return placeholders;
        });
  }

  /** Refuses the request where an expression is invalid. */
  public static <T> T refusing(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidExpressionException invalid) {
      throw Failure.validation(invalid.getMessage()).refused();
    }
  }
}
