package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Puts values into trees that were not read from a request's expressions, as those of statements.
 * What is wrong with them is told in the same words, but of no member of a request.
 */
public final class Binding {
  private final Map<String, AttributeValue> values;

  /**
   * @param values by placeholder, the colon counted in
   */
  public Binding(Map<String, AttributeValue> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Condition condition(ParsedCondition condition) {
    return told(() -> new ConditionBinder(placeholders()).bind(condition));
  }

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public ItemUpdate update(ParsedUpdate update) {
    return told(() -> new UpdateBinder(placeholders()).bind(update));
  }

  /**
   * What stands at paths, each under a name of its own.
   *
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public Projection projection(SequencedMap<String, ParsedPath> byName) {
    return told(
        () -> {
          PathBinder paths = new PathBinder(placeholders());
          SequencedMap<String, DocumentPath> bound = new LinkedHashMap<>();
          byName.forEach((name, path) -> bound.put(name, paths.bind(path)));
          return Projection.named(bound);
        });
  }

  private Placeholders placeholders() {
    return new Placeholders(Map.of(), values);
  }

  private static <T> T told(Supplier<T> binding) {
    try {
      return binding.get();
    } catch (FaultyExpressionException faulty) {
      throw new InvalidExpressionException(faulty.getMessage());
    }
  }
}
