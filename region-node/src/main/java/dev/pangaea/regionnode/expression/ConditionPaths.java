package dev.pangaea.regionnode.expression;

import java.util.List;

/** Where a condition looks, in the order in which it names the places. */
final class ConditionPaths {
  private ConditionPaths() {}

  static void addTo(List<DocumentPath> paths, Condition condition) {
    switch (condition) {
      case Condition.Always() -> {}
      case Condition.All all -> all.parts().forEach(part -> addTo(paths, part));
      case Condition.Any any -> any.parts().forEach(part -> addTo(paths, part));
      case Condition.Not(Condition inner) -> addTo(paths, inner);
      case Condition.Comparison comparison -> {
        addTo(paths, comparison.left());
        addTo(paths, comparison.right());
      }
      case Condition.Between between -> {
        addTo(paths, between.value());
        addTo(paths, between.low());
        addTo(paths, between.high());
      }
      case Condition.In in -> {
        addTo(paths, in.value());
        in.choices().forEach(choice -> addTo(paths, choice));
      }
      case Condition.Exists(DocumentPath path) -> paths.add(path);
      case Condition.NotExists(DocumentPath path) -> paths.add(path);
      case Condition.HasType hasType -> addTo(paths, hasType.value());
      case Condition.BeginsWith beginsWith -> {
        addTo(paths, beginsWith.value());
        addTo(paths, beginsWith.prefix());
      }
      case Condition.Contains contains -> {
        addTo(paths, contains.value());
        addTo(paths, contains.part());
      }
    }
  }

  private static void addTo(List<DocumentPath> paths, Operand operand) {
    switch (operand) {
      case Operand.Literal _ -> {}
      case Operand.Attribute(DocumentPath path) -> paths.add(path);
      case Operand.Size(Operand of) -> addTo(paths, of);
    }
  }
}
