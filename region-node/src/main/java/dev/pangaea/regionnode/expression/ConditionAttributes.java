package dev.pangaea.regionnode.expression;

import java.util.Collection;

/** Which attributes a condition looks at. */
final class ConditionAttributes {
  private ConditionAttributes() {}

  static void addTo(Collection<String> names, Condition condition) {
    switch (condition) {
      case Condition.Always() -> {}
      case Condition.All all -> all.parts().forEach(part -> addTo(names, part));
      case Condition.Any any -> any.parts().forEach(part -> addTo(names, part));
      case Condition.Not(Condition inner) -> addTo(names, inner);
      case Condition.Comparison comparison -> {
        addTo(names, comparison.left());
        addTo(names, comparison.right());
      }
      case Condition.Between between -> {
        addTo(names, between.value());
        addTo(names, between.low());
        addTo(names, between.high());
      }
      case Condition.In in -> {
        addTo(names, in.value());
        in.choices().forEach(choice -> addTo(names, choice));
      }
      case Condition.Exists(DocumentPath path) -> names.add(path.attribute());
      case Condition.NotExists(DocumentPath path) -> names.add(path.attribute());
      case Condition.HasType hasType -> addTo(names, hasType.value());
      case Condition.BeginsWith beginsWith -> {
        addTo(names, beginsWith.value());
        addTo(names, beginsWith.prefix());
      }
      case Condition.Contains contains -> {
        addTo(names, contains.value());
        addTo(names, contains.part());
      }
    }
  }

  private static void addTo(Collection<String> names, Operand operand) {
    switch (operand) {
      case Operand.Literal _ -> {}
      case Operand.Attribute(DocumentPath path) -> names.add(path.attribute());
      case Operand.Size(Operand of) -> addTo(names, of);
    }
  }
}
