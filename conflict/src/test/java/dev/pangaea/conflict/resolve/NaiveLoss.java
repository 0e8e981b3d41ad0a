package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.NaiveItem.Effect;
import dev.pangaea.conflict.resolve.NaiveItem.Write;
import dev.pangaea.conflict.version.Context;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one set of writes loses where it meets another, worked out from what each write did. */
final class NaiveLoss {
  private static final Comparator<Write> ORDER = Comparator.comparing(Write::version);

  private final Set<Write> side;
  private final Set<Write> both;
  private final Context seen;
  private final Item shown;

  private NaiveLoss(Set<Write> side, Set<Write> other) {
    this.side = side;
    this.both = new LinkedHashSet<>(side);
    both.addAll(other);
    this.seen = NaiveItem.context(other);
    this.shown = visible(both).orElse(Item.EMPTY);
  }

  static Loss of(Set<Write> side, Set<Write> other) {
    NaiveLoss loss = new NaiveLoss(side, other);
    Optional<Write> whole = side.stream().filter(NaiveLoss::isWhole).max(ORDER);
    boolean deletion =
        visible(loss.both).isPresent()
            && visible(side).isEmpty()
            && whole.filter(loss::isNew).isPresent();
    TreeSet<String> lost = new TreeSet<>(Set.of(PolicyWorld.PK));
    loss.both.forEach(write -> write.effects().forEach(effect -> names(effect, lost)));
    lost.removeIf(
        name -> {
          boolean deleted = deletion && register(side, name).equals(whole);
          return (deleted || !loss.losesRegister(name))
              && !loss.losesElement(name)
              && !loss.losesAddition(name);
        });
    return new Loss(deletion, lost);
  }

  private boolean losesRegister(String name) {
    Optional<Write> wrote = register(side, name).filter(this::isNew);
    if (wrote.isEmpty() || register(both, name).equals(wrote)) {
      return false;
    }
    Object own = own(side, name);
    Object left = own(both, name);
    if (own instanceof Set<?> elements && left instanceof Set<?> others) {
      Set<Object> all = new HashSet<>(elements);
      all.addAll(others);
      all.removeAll(marks(side, name).keySet());
      Set<?> now = elements(shown.attribute(name));
      return all.stream().anyMatch(each -> elements.contains(each) != now.contains(each));
    }
    return !Objects.equals(own, left);
  }

  private boolean losesElement(String name) {
    Set<?> now = elements(shown.attribute(name));
    return marks(side, name).entrySet().stream()
        .anyMatch(
            each ->
                isNew(each.getValue().by()) && each.getValue().in() != now.contains(each.getKey()));
  }

  private boolean losesAddition(String name) {
    Optional<Write> register = register(side, name);
    return !(shown.attribute(name).orElse(null) instanceof NumberValue)
        && side.stream()
            .filter(this::isNew)
            .filter(
                write ->
                    register.isEmpty()
                        || register.get().equals(write)
                        || !register.get().context().covers(write.version()))
            .flatMap(write -> write.effects().stream())
            .anyMatch(
                effect -> effect instanceof Effect.Added(String of, var _) && of.equals(name));
  }

  private boolean isNew(Write write) {
    return !seen.covers(write.version());
  }

  private record Marking(Write by, boolean in) {}

  /** By the element's text, those after the register. */
  private static TreeMap<String, Marking> marks(Set<Write> writes, String name) {
    Optional<Write> register = register(writes, name);
    TreeMap<String, Marking> marks = new TreeMap<>();
    writes.stream()
        .sorted(ORDER)
        .filter(write -> register.isEmpty() || ORDER.compare(write, register.get()) > 0)
        .forEach(
            write ->
                write
                    .effects()
                    .forEach(
                        effect -> {
                          if (effect instanceof Effect.Marked mark && mark.name().equals(name)) {
                            marks.put(mark.element().toString(), new Marking(write, mark.in()));
                          }
                        }));
    return marks;
  }

  /** What was set, a set by its elements that are not marked, and so is nothing. */
  private static Object own(Set<Write> writes, String name) {
    Optional<AttributeValue> value = register(writes, name).flatMap(write -> value(write, name));
    boolean set =
        value.isEmpty()
            || value.get() instanceof StringSetValue
            || value.get() instanceof NumberSetValue;
    if (!set) {
      return value.get();
    }
    Set<String> elements = elements(value);
    elements.removeAll(marks(writes, name).keySet());
    return elements;
  }

  private static Set<String> elements(Optional<AttributeValue> value) {
    Set<String> elements = new HashSet<>();
    if (value.orElse(null) instanceof StringSetValue set) {
      elements.addAll(set.elements());
    } else if (value.orElse(null) instanceof NumberSetValue set) {
      set.elements().forEach(number -> elements.add(number.toString()));
    }
    return elements;
  }

  private static Optional<Write> register(Set<Write> writes, String name) {
    return writes.stream()
        .filter(write -> isWhole(write) || write.effects().stream().anyMatch(e -> sets(e, name)))
        .max(ORDER);
  }

  private static Optional<AttributeValue> value(Write write, String name) {
    for (Effect effect : write.effects()) {
      if (effect instanceof Effect.Register(String of, var value) && of.equals(name)) {
        return value;
      }
      if (effect instanceof Effect.Put(var values)) {
        return Optional.ofNullable(values.get(name));
      }
      if (effect instanceof Effect.Exists && name.equals(PolicyWorld.PK)) {
        return Optional.of(PolicyWorld.PK_VALUE);
      }
    }
    return Optional.empty();
  }

  private static boolean sets(Effect effect, String name) {
    return effect instanceof Effect.Register(String of, var _) && of.equals(name)
        || effect instanceof Effect.Exists && name.equals(PolicyWorld.PK);
  }

  private static boolean isWhole(Write write) {
    return write.effects().stream()
        .anyMatch(effect -> effect instanceof Effect.Put || effect instanceof Effect.Delete);
  }

  private static void names(Effect effect, Set<String> names) {
    switch (effect) {
      case Effect.Put(var values) -> names.addAll(values.keySet());
      case Effect.Register(String name, var _) -> names.add(name);
      case Effect.Added(String name, var _) -> names.add(name);
      case Effect.Marked(String name, var _, var _) -> names.add(name);
      case Effect.Left(var values) -> names.addAll(values.keySet());
      case Effect.Delete(), Effect.Exists(), Effect.Expire(var _), Effect.Forgets() -> {}
    }
  }

  private static Optional<Item> visible(Set<Write> writes) {
    return NaiveItem.visible(writes, PolicyWorld.PK, PolicyWorld.PK_VALUE);
  }
}
