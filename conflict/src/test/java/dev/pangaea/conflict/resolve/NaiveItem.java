package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An item as the set of all its writes, each with what it did and what it had seen: what is visible
 * is worked out from the set anew each time, as plainly as it can be said.
 */
final class NaiveItem {
  /** One thing that a write did. */
  sealed interface Effect {
    record Put(Map<String, AttributeValue> values) implements Effect {}

    record Delete() implements Effect {}

    /** An update: the item exists. */
    record Exists() implements Effect {}

    record Register(String name, Optional<AttributeValue> value) implements Effect {}

    record Added(String name, BigDecimal amount) implements Effect {}

    /**
     * @param element a string or a number
     */
    record Marked(String name, Object element, boolean in) implements Effect {}
  }

  record Write(Version version, Context context, List<Effect> effects) {}

  private static final Comparator<Write> ORDER = Comparator.comparing(Write::version);

  private NaiveItem() {}

  static Version version(Collection<Write> writes) {
    return writes.stream().max(ORDER).orElseThrow().version();
  }

  static Context context(Collection<Write> writes) {
    return writes.stream().map(Write::context).reduce(Context.EMPTY, Context::merge);
  }

  /** Empty where nothing is, or all is deleted. */
  static Optional<Item> visible(Collection<Write> writes, String key, AttributeValue keyValue) {
    Optional<Write> whole = writes.stream().filter(NaiveItem::isWhole).max(ORDER);
    boolean put =
        whole.isPresent() && whole.get().effects().stream().anyMatch(Effect.Put.class::isInstance);
    boolean updated =
        writes.stream()
            .filter(write -> write.effects().contains(new Effect.Exists()))
            .anyMatch(write -> whole.isEmpty() || ORDER.compare(write, whole.get()) > 0);
    if (!put && !updated) {
      return Optional.empty();
    }
    TreeSet<String> names = new TreeSet<>();
    for (Write write : writes) {
      for (Effect effect : write.effects()) {
        switch (effect) {
          case Effect.Put(var values) -> names.addAll(values.keySet());
          case Effect.Register(String name, var value) -> names.add(name);
          case Effect.Added(String name, var amount) -> names.add(name);
          case Effect.Marked(String name, var element, var in) -> names.add(name);
          case Effect.Delete() -> {}
          case Effect.Exists() -> {}
        }
      }
    }
    TreeMap<String, AttributeValue> item = new TreeMap<>();
    names.forEach(name -> attribute(writes, name).ifPresent(value -> item.put(name, value)));
    item.put(key, keyValue);
    return Optional.of(Item.of(item));
  }

  private static boolean isWhole(Write write) {
    return write.effects().stream()
        .anyMatch(effect -> effect instanceof Effect.Put || effect instanceof Effect.Delete);
  }

  static Optional<AttributeValue> attribute(Collection<Write> writes, String name) {
    Optional<Write> register =
        writes.stream()
            .filter(write -> isWhole(write) || registers(write, name).isPresent())
            .max(ORDER);
    Optional<AttributeValue> own =
        register.flatMap(
            write ->
                registers(write, name)
                    .map(Effect.Register::value)
                    .orElseGet(() -> put(write, name)));
    BigDecimal sum = BigDecimal.ZERO;
    boolean added = false;
    TreeMap<String, Effect.Marked> marks = new TreeMap<>();
    for (Write write : writes.stream().sorted(ORDER).toList()) {
      boolean after = register.isEmpty() || ORDER.compare(write, register.get()) > 0;
      boolean unseen =
          register.isEmpty()
              || write.equals(register.get())
              || !register.get().context().covers(write.version());
      for (Effect effect : write.effects()) {
        if (effect instanceof Effect.Added(String of, BigDecimal amount)
            && of.equals(name)
            && unseen) {
          sum = sum.add(amount);
          added = true;
        }
        if (effect instanceof Effect.Marked mark && mark.name().equals(name) && after) {
          marks.put(mark.element().toString(), mark);
        }
      }
    }
    if (own.isPresent() && own.get() instanceof NumberValue(BigDecimal number)) {
      return Optional.of(new NumberValue(Numbers.nearest(number.add(sum))));
    }
    TreeSet<String> strings = new TreeSet<>();
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    if (own.isPresent()) {
      if (own.get() instanceof StringSetValue set) {
        strings.addAll(set.elements());
        strings.removeAll(marks.keySet());
      } else if (own.get() instanceof NumberSetValue set) {
        numbers.addAll(set.elements());
        numbers.removeIf(number -> marks.containsKey(number.toString()));
      } else {
        return own;
      }
    }
    boolean unmarkedStrings = !strings.isEmpty();
    boolean unmarkedNumbers = !numbers.isEmpty();
    if (!unmarkedStrings && !unmarkedNumbers && added) {
      return Optional.of(new NumberValue(Numbers.nearest(sum)));
    }
    for (Effect.Marked mark : marks.values()) {
      if (mark.in() && mark.element() instanceof String text && !unmarkedNumbers) {
        strings.add(text);
      }
      if (mark.in() && mark.element() instanceof BigDecimal number && !unmarkedStrings) {
        numbers.add(number);
      }
    }
    if (!strings.isEmpty()) {
      return Optional.of(new StringSetValue(strings));
    }
    return numbers.isEmpty() ? Optional.empty() : Optional.of(new NumberSetValue(numbers));
  }

  private static Optional<Effect.Register> registers(Write write, String name) {
    return write.effects().stream()
        .filter(Effect.Register.class::isInstance)
        .map(Effect.Register.class::cast)
        .filter(register -> register.name().equals(name))
        .findFirst();
  }

  private static Optional<AttributeValue> put(Write write, String name) {
    return write.effects().stream()
        .filter(Effect.Put.class::isInstance)
        .map(effect -> ((Effect.Put) effect).values().get(name))
        .filter(value -> value != null)
        .findFirst();
  }
}
