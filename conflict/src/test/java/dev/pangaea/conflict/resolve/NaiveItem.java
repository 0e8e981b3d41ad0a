package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    /** Deletes what it has seen, and no more. */
    record Expire(String attribute) implements Effect {}

    /** What an expiry left, hidden, where a write of the whole item was. */
    record Left(Map<String, AttributeValue> values) implements Effect {}

    /** An update: the item exists. */
    record Exists() implements Effect {}

    /** Made where no tombstone was kept: what the expiries that it has seen left is gone. */
    record Forgets() implements Effect {}

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

  /**
   * The last write; where some have expired, the last of those of which something is left or that
   * expired by themselves, and where nothing was put since, the last of those that found it so.
   */
  static Version version(Collection<Write> writes) {
    if (writes.stream().noneMatch(NaiveItem::isExpiry)) {
      return writes.stream().max(ORDER).orElseThrow().version();
    }
    List<Write> placed = placed(writes);
    TreeSet<Version> last = new TreeSet<>();
    Optional<Write> whole = placed.stream().filter(NaiveItem::isWhole).max(ORDER);
    whole.ifPresent(write -> last.add(write.version()));
    if (whole.isPresent() && whole.get().version().after()) {
      writes.stream()
          .filter(NaiveItem::isExpiry)
          .filter(expiry -> base(expiry, writes).equals(whole.get().version()))
          .forEach(expiry -> last.add(expiry.version()));
    }
    for (String name : names(placed)) {
      Optional<Write> register = register(placed, name);
      register.map(Write::version).ifPresent(last::add);
      for (Write write : placed) {
        for (Effect effect : write.effects()) {
          boolean marks =
              effect instanceof Effect.Marked mark
                  && mark.name().equals(name)
                  && (register.isEmpty() || ORDER.compare(write, register.get()) > 0);
          if (marks || effect instanceof Effect.Added added && added.name().equals(name)) {
            last.add(write.version());
          }
        }
      }
    }
    return last.last().write();
  }

  /**
   * The writes where they lie in the order: each expiry as what it takes away, right after the
   * writes that this is of.
   */
  static List<Write> placed(Collection<Write> writes) {
    List<Write> placed = new ArrayList<>();
    for (Write write : writes) {
      if (isExpiry(write)) {
        placed.addAll(taking(write, writes));
      } else {
        placed.add(write);
      }
    }
    return placed;
  }

  private static List<Write> taking(Write expiry, Collection<Write> writes) {
    List<Write> seen = placed(seen(expiry, writes));
    Version base = base(expiry, writes);
    String attribute = ((Effect.Expire) expiry.effects().getFirst()).attribute();
    boolean forgotten =
        writes.stream()
            .filter(each -> each.effects().contains(new Effect.Forgets()))
            .anyMatch(each -> each.context().covers(expiry.version()));
    TreeMap<String, AttributeValue> left = new TreeMap<>();
    List<Write> taking = new ArrayList<>();
    for (String name : names(seen)) {
      Version last = register(seen, name).map(Write::version).orElse(Stamps.NEVER);
      for (Write write : seen) {
        boolean marks =
            write.effects().stream()
                .anyMatch(e -> e instanceof Effect.Marked mark && mark.name().equals(name));
        last = marks && write.version().compareTo(last) > 0 ? write.version() : last;
      }
      Optional<AttributeValue> value =
          name.equals(attribute) && !forgotten ? attribute(seen, name) : Optional.empty();
      if (last.justAfter().compareTo(base) > 0) {
        taking.add(
            new Write(
                last.justAfter(), expiry.context(), List.of(new Effect.Register(name, value))));
      } else {
        value.ifPresent(each -> left.put(name, each));
      }
    }
    taking.add(new Write(base, expiry.context(), List.of(new Effect.Left(left))));
    return taking;
  }

  /** Right after the last write of the whole item that it has seen. */
  private static Version base(Write expiry, Collection<Write> writes) {
    return placed(seen(expiry, writes)).stream()
        .filter(NaiveItem::isWhole)
        .max(ORDER)
        .map(Write::version)
        .orElse(Stamps.NEVER)
        .justAfter();
  }

  private static List<Write> seen(Write expiry, Collection<Write> writes) {
    return writes.stream()
        .filter(each -> each != expiry && !each.version().equals(expiry.version()))
        .filter(each -> expiry.context().covers(each.version()))
        .toList();
  }

  private static boolean isExpiry(Write write) {
    return write.effects().getFirst() instanceof Effect.Expire;
  }

  static Context context(Collection<Write> writes) {
    return writes.stream().map(Write::context).reduce(Context.EMPTY, Context::merge);
  }

  /** Empty where nothing is, or all is deleted. */
  static Optional<Item> visible(Collection<Write> all, String key, AttributeValue keyValue) {
    List<Write> writes = placed(all);
    Optional<Write> whole = writes.stream().filter(NaiveItem::isWhole).max(ORDER);
    TreeSet<String> names = names(writes);
    boolean put =
        names.stream()
                .filter(name -> register(writes, name).equals(whole))
                .anyMatch(name -> whole.isPresent() && put(whole.get(), name).isPresent())
            && !whole.get().version().after();
    boolean updated =
        names.stream()
            .map(name -> register(writes, name))
            .flatMap(Optional::stream)
            .filter(write -> !write.version().after())
            .anyMatch(write -> whole.isEmpty() || ORDER.compare(write, whole.get()) > 0);
    boolean changed = names.stream().anyMatch(name -> isChanged(writes, name));
    if (!put && !updated && !changed) {
      return Optional.empty();
    }
    TreeMap<String, AttributeValue> item = new TreeMap<>();
    names.forEach(name -> attribute(writes, name).ifPresent(value -> item.put(name, value)));
    item.put(key, keyValue);
    return Optional.of(Item.of(item));
  }

  /** Whether something was added, or put in or taken out, after all that had seen it. */
  private static boolean isChanged(Collection<Write> writes, String name) {
    Optional<Write> register = register(writes, name);
    return writes.stream()
        .filter(write -> register.isEmpty() || ORDER.compare(write, register.get()) > 0)
        .anyMatch(
            write ->
                write.effects().stream()
                    .anyMatch(
                        effect ->
                            effect instanceof Effect.Marked mark && mark.name().equals(name)
                                || effect instanceof Effect.Added added
                                    && added.name().equals(name)
                                    && together(writes, name).stream()
                                        .noneMatch(
                                            each -> each.context().covers(write.version()))));
  }

  private static TreeSet<String> names(Collection<Write> writes) {
    TreeSet<String> names = new TreeSet<>();
    for (Write write : writes) {
      for (Effect effect : write.effects()) {
        switch (effect) {
          case Effect.Put(var values) -> names.addAll(values.keySet());
          case Effect.Register(String name, var value) -> names.add(name);
          case Effect.Added(String name, var amount) -> names.add(name);
          case Effect.Marked(String name, var element, var in) -> names.add(name);
          case Effect.Left(var values) -> names.addAll(values.keySet());
          case Effect.Exists() -> names.add(PolicyWorld.PK);
          case Effect.Delete(), Effect.Expire(var _), Effect.Forgets() -> {}
        }
      }
    }
    return names;
  }

  private static Optional<Write> register(Collection<Write> writes, String name) {
    return writes.stream()
        .filter(
            write ->
                isWhole(write)
                    || registers(write, name).isPresent()
                    || name.equals(PolicyWorld.PK) && write.effects().contains(new Effect.Exists()))
        .max(ORDER);
  }

  /** All that set it last: of several expiries each may lie in one place. */
  private static List<Write> together(Collection<Write> writes, String name) {
    Optional<Write> register = register(writes, name);
    return writes.stream()
        .filter(write -> isWhole(write) || registers(write, name).isPresent())
        .filter(write -> register.isPresent() && ORDER.compare(write, register.get()) == 0)
        .toList();
  }

  private static boolean isWhole(Write write) {
    return write.effects().stream()
        .anyMatch(
            effect ->
                effect instanceof Effect.Put
                    || effect instanceof Effect.Delete
                    || effect instanceof Effect.Left);
  }

  /** Of several expiries in one place each takes away what it has seen. */
  static Optional<AttributeValue> attribute(Collection<Write> writes, String name) {
    Optional<Write> register = register(writes, name);
    List<Write> together = together(writes, name);
    Optional<AttributeValue> own =
        together.stream()
            .map(
                write ->
                    registers(write, name)
                        .map(Effect.Register::value)
                        .orElseGet(() -> put(write, name)))
            .flatMap(Optional::stream)
            .findFirst();
    BigDecimal sum = BigDecimal.ZERO;
    boolean added = false;
    TreeMap<String, Effect.Marked> marks = new TreeMap<>();
    for (Write write : writes.stream().sorted(ORDER).toList()) {
      boolean after = register.isEmpty() || ORDER.compare(write, register.get()) > 0;
      boolean unseen =
          together.stream()
              .allMatch(each -> write.equals(each) || !each.context().covers(write.version()));
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
    for (Effect effect : write.effects()) {
      switch (effect) {
        case Effect.Put(var values) -> {
          return Optional.ofNullable(values.get(name));
        }
        case Effect.Left(var values) -> {
          return Optional.ofNullable(values.get(name));
        }
        case Effect other -> {}
      }
    }
    return Optional.empty();
  }
}
