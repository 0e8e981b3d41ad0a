package dev.pangaea.regionnode.expression;

import dev.pangaea.regionnode.expression.DocumentPath.Step;
import dev.pangaea.regionnode.expression.syntax.FaultyExpressionException;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import java.util.ArrayList;
import java.util.List;

/** Puts names for placeholders into paths. */
final class PathBinder {
  private static final int LEVELS_MAX = 32;

  private final Placeholders placeholders;
  private final List<DocumentPath> bound = new ArrayList<>();

  PathBinder(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  DocumentPath bind(ParsedPath path) {
    List<Step> steps = new ArrayList<>(path.segments().size());
    for (Segment segment : path.segments()) {
      steps.add(
          switch (segment) {
            case Segment.Name(String name) -> new Step.Field(name);
            case Segment.Placeholder(String key) -> new Step.Field(name(key));
            case Segment.Index(int index) -> new Step.Element(index);
          });
    }
    if (steps.size() > LEVELS_MAX) {
      throw new FaultyExpressionException(
          "The document path has too many nesting levels; nesting levels: " + steps.size());
    }
    DocumentPath whole = DocumentPath.along(steps);
    bound.add(whole);
    return whole;
  }

  /** All paths so far. */
  List<DocumentPath> bound() {
    return List.copyOf(bound);
  }

  private String name(String key) {
    return placeholders
        .name(key)
        .orElseThrow(
            () ->
                new FaultyExpressionException(
                    "An expression attribute name used in the document path is not defined;"
                        + " attribute name: "
                        + key));
  }
}
