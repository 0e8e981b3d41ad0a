package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.Mark;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * One attribute, taken apart: a register, what was added to it by each region, and the elements
 * that went into it or out of it. A join semilattice under {@link #join}; {@link #shown} is a
 * function of it. The first of these that holds is shown:
 *
 * <ol>
 *   <li>a register that is neither number nor set: itself;
 *   <li>a register that is a number: it, and all that its write had not seen added;
 *   <li>a register that is a set of which an element has no mark: those, and the marked ones of its
 *       kind that are in;
 *   <li>something was added that the register's write had not seen: the sum of that;
 *   <li>marked elements are in: those of the first kind, strings before numbers before binaries;
 *   <li>nothing.
 * </ol>
 *
 * @param own what the register's write set, without marked elements; empty if it is removed, or a
 *     set that is all marks
 */
record Attribute(
    Version register,
    Optional<AttributeValue> own,
    SortedMap<RegionName, Count> counts,
    SortedMap<RegionName, Count> baseline,
    SortedMap<Bytes, Mark> marks) {

  static Attribute of(ItemState state, String name, Item visible) {
    AttributeStamp stamp = state.stamps().attributes().get(name);
    return of(state.base(), Optional.ofNullable(stamp), visible.attribute(name));
  }

  /**
   * @param base for an attribute without a stamp
   * @param shown as the item shows it
   */
  static Attribute of(
      Version base, Optional<AttributeStamp> stamp, Optional<AttributeValue> shown) {
    if (stamp.isEmpty()) {
      return new Attribute(
          base,
          shown,
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap());
    }
    AttributeStamp known = stamp.get();
    boolean counted = !known.counts().isEmpty();
    Optional<AttributeValue> own =
        counted && known.number().isPresent()
            ? Optional.of(new NumberValue(known.number().get()))
            : shown.filter(value -> !(counted && value instanceof NumberValue)).or(known::hidden);
    return new Attribute(
        known.register(),
        without(known.marks(), own),
        known.counts(),
        known.baseline(),
        known.marks());
  }

  /** Of two expiries at one place the one may have seen more than the other. */
  Attribute join(Attribute other) {
    int order = register.compareTo(other.register);
    Attribute later = order >= 0 ? this : other;
    SortedMap<Bytes, Mark> newer = union(marks, other.marks, Mark::later);
    newer.values().removeIf(mark -> mark.version().compareTo(later.register) <= 0);
    boolean same = order == 0;
    return new Attribute(
        later.register,
        without(newer, same ? own.or(other::own) : later.own),
        union(counts, other.counts, Count::later),
        same ? union(baseline, other.baseline, Count::later) : later.baseline,
        newer);
  }

  /** Set, or removed, by a write that has seen all that is here. */
  Attribute set(Version version, Optional<AttributeValue> value) {
    return new Attribute(version, value, counts, counts, Collections.emptySortedMap());
  }

  /**
   * Right after the last write that set it or changed its elements, by what has seen all that is
   * here.
   *
   * @param value what is left of it, if it is made anew
   */
  Attribute expired(Optional<AttributeValue> value) {
    Version last = register;
    for (Mark mark : marks.values()) {
      last = later(last, mark.version());
    }
    return set(last.justAfter(), value);
  }

  Attribute add(Version version, BigDecimal amount) {
    TreeMap<RegionName, Count> more = new TreeMap<>(counts);
    Count before = counts.get(version.region());
    more.put(
        version.region(),
        before == null
            ? new Count(version.time(), version.time(), amount)
            : new Count(before.since(), version.time(), before.total().add(amount)));
    return new Attribute(register, own, more, baseline, marks);
  }

  Attribute mark(Version version, SortedSet<Bytes> elements, boolean in) {
    TreeMap<Bytes, Mark> more = new TreeMap<>(marks);
    elements.forEach(element -> more.put(element, new Mark(version, in)));
    return new Attribute(register, without(more, own), counts, baseline, more);
  }

  /** Whether the item exists since the base left this, or something has been written here since. */
  boolean exists(Version base) {
    boolean held = !register.after() && (own.isPresent() || register.compareTo(base) > 0);
    return held || !marks.isEmpty() || addedSince();
  }

  /** Whether something was added after the register's write, which had not seen it. */
  private boolean addedSince() {
    return counts.entrySet().stream()
        .anyMatch(
            each -> {
              Count count = each.getValue();
              Count seen = baseline.get(each.getKey());
              return (seen == null || count.time().compareTo(seen.time()) > 0)
                  && new Version(count.time(), each.getKey()).compareTo(register) > 0;
            });
  }

  /** The last write that it comes from, or that expired here. */
  Version last() {
    Version last = register.write();
    for (Mark mark : marks.values()) {
      last = later(last, mark.version());
    }
    for (Map.Entry<RegionName, Count> count : counts.entrySet()) {
      last = later(last, new Version(count.getValue().time(), count.getKey()));
    }
    return last;
  }

  Optional<AttributeValue> shown() {
    if (own.isPresent()) {
      AttributeValue value = own.get();
      return value instanceof NumberValue(BigDecimal number)
          ? Optional.of(counted(number))
          : Optional.of(withMarks(value));
    }
    return unseen().isPresent() ? Optional.of(counted(BigDecimal.ZERO)) : firstMarked();
  }

  Optional<AttributeStamp> stamp(Version base) {
    return stamp(base, true);
  }

  /**
   * Empty where nothing is to be told but that it comes from the base.
   *
   * @param exists whether the item shows it
   */
  Optional<AttributeStamp> stamp(Version base, boolean exists) {
    Optional<BigDecimal> number =
        !counts.isEmpty() && own.isPresent() && own.get() instanceof NumberValue(BigDecimal value)
            ? Optional.of(value)
            : Optional.empty();
    Optional<AttributeValue> hidden =
        exists || number.isPresent() || !register.after() ? Optional.empty() : own;
    if (register.equals(base) && hidden.isEmpty() && counts.isEmpty() && marks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new AttributeStamp(register, number, counts, baseline, marks, hidden));
  }

  /** What was added and not seen by the register's write; empty if nothing was. */
  private Optional<BigDecimal> unseen() {
    BigDecimal sum = BigDecimal.ZERO;
    boolean any = false;
    for (Map.Entry<RegionName, Count> entry : counts.entrySet()) {
      Count count = entry.getValue();
      Count seen = baseline.get(entry.getKey());
      if (seen == null) {
        sum = sum.add(count.total());
        any = true;
      } else if (count.time().compareTo(seen.time()) > 0) {
        sum = sum.add(count.since(seen));
        any = true;
      }
    }
    return any ? Optional.of(sum) : Optional.empty();
  }

  private AttributeValue counted(BigDecimal number) {
    return new NumberValue(unseen().map(sum -> Numbers.nearest(number.add(sum))).orElse(number));
  }

  private AttributeValue withMarks(AttributeValue value) {
    Optional<SortedSet<Bytes>> elements =
        marks.isEmpty() ? Optional.empty() : SetElements.of(value);
    if (elements.isEmpty()) {
      return value;
    }
    SortedSet<Bytes> all = elements.get();
    all.addAll(marked(SetElements.kind(all.first())));
    return SetElements.set(all).orElseThrow();
  }

  private Optional<AttributeValue> firstMarked() {
    for (Map.Entry<Bytes, Mark> entry : marks.entrySet()) {
      if (entry.getValue().in()) {
        return SetElements.set(marked(SetElements.kind(entry.getKey())));
      }
    }
    return Optional.empty();
  }

  private SortedSet<Bytes> marked(int kind) {
    TreeSet<Bytes> in = new TreeSet<>();
    marks.forEach(
        (element, mark) -> {
          if (mark.in() && SetElements.kind(element) == kind) {
            in.add(element);
          }
        });
    return in;
  }

  private static Optional<AttributeValue> without(
      SortedMap<Bytes, Mark> marks, Optional<AttributeValue> own) {
    if (own.isEmpty() || marks.isEmpty()) {
      return own;
    }
    Optional<SortedSet<Bytes>> elements = SetElements.of(own.get());
    if (elements.isEmpty()) {
      return own;
    }
    elements.get().removeAll(marks.keySet());
    return SetElements.set(elements.get());
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> union(
      SortedMap<K, V> one, SortedMap<K, V> other, BinaryOperator<V> later) {
    TreeMap<K, V> all = new TreeMap<>(one);
    other.forEach((key, value) -> all.merge(key, value, later));
    return all;
  }
}
