package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be true of an item; a missing item is {@link Item#EMPTY}. */
public sealed interface Condition {
  boolean holds(Item item);

  /** How often it compares something of an item, at most. */
  default int looks() {
    return switch (this) {
      case Always() -> 0;
      case All(List<Condition> parts) -> parts.stream().mapToInt(Condition::looks).sum();
      case Any(List<Condition> parts) -> parts.stream().mapToInt(Condition::looks).sum();
      case Not(Condition inner) -> inner.looks();
      case Between _ -> 2;
      case In in -> in.choices().size();
      case Comparison _, Exists _, NotExists _, HasType _, BeginsWith _, Contains _ -> 1;
    };
  }

  /** Where it looks, in the order in which it names the places. */
  default List<DocumentPath> paths() {
    List<DocumentPath> paths = new ArrayList<>();
    ConditionPaths.addTo(paths, this);
    return paths;
  }

  /** The attributes that it looks at, by their names on top of the item. */
  default SortedSet<String> attributes() {
    return paths().stream()
        .map(DocumentPath::attribute)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** No condition. */
  record Always() implements Condition {
    @Override
    public boolean holds(Item item) {
      return true;
    }
  }

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Item item) {
      for (int index = 0; index < parts.size(); index++) {
        if (!parts.get(index).holds(item)) {
          return false;
        }
      }
      return true;
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Item item) {
      for (int index = 0; index < parts.size(); index++) {
        if (parts.get(index).holds(item)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Item item) {
      return !condition.holds(item);
    }
  }

  /** A missing value is unequal to all others and stands in no other relation. */
  record Comparison(Operand left, Relation relation, Operand right) implements Condition {
    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> first = left.in(item);
      Optional<AttributeValue> second = right.in(item);
      return first.isPresent() && second.isPresent()
          ? relation.holds(first.get(), second.get())
          : relation == Relation.UNEQUAL;
    }
  }

  /** Both bounds count in. */
  record Between(Operand value, Operand low, Operand high) implements Condition {
    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> middle = value.in(item);
      Optional<AttributeValue> lower = low.in(item);
      Optional<AttributeValue> upper = high.in(item);
      return middle.isPresent()
          && lower.isPresent()
          && upper.isPresent()
          && Relation.AT_LEAST.holds(middle.get(), lower.get())
          && Relation.AT_MOST.holds(middle.get(), upper.get());
    }
  }

  record In(Operand value, List<Operand> choices) implements Condition {
    public In {
      choices = List.copyOf(choices);
    }

    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> wanted = value.in(item);
      if (wanted.isEmpty()) {
        return false;
      }
      for (int index = 0; index < choices.size(); index++) {
        Optional<AttributeValue> choice = choices.get(index).in(item);
        if (choice.isPresent() && choice.get().equals(wanted.get())) {
          return true;
        }
      }
      return false;
    }
  }

  record Exists(DocumentPath path) implements Condition {
    @Override
    public boolean holds(Item item) {
      return path.in(item).isPresent();
    }
  }

  record NotExists(DocumentPath path) implements Condition {
    @Override
    public boolean holds(Item item) {
      return path.in(item).isEmpty();
    }
  }

  record HasType(Operand value, AttributeType type) implements Condition {
    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> present = value.in(item);
      return present.isPresent() && AttributeType.of(present.get()) == type;
    }
  }

  record BeginsWith(Operand value, Operand prefix) implements Condition {
    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> whole = value.in(item);
      Optional<AttributeValue> start = prefix.in(item);
      return whole.isPresent()
          && start.isPresent()
          && Containment.beginsWith(whole.get(), start.get());
    }
  }

  record Contains(Operand value, Operand part) implements Condition {
    @Override
    public boolean holds(Item item) {
      Optional<AttributeValue> whole = value.in(item);
      Optional<AttributeValue> element = part.in(item);
      return whole.isPresent()
          && element.isPresent()
          && Containment.contains(whole.get(), element.get());
    }
  }
}
