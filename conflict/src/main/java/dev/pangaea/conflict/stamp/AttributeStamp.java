package dev.pangaea.conflict.stamp;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which writes one attribute comes from.
 *
 * @param register the last write that set or removed it as a whole: the item's base, or above it
 * @param number what that write set, if a number, where counts hide it; empty where nothing counts
 * @param counts what regions have added to it
 * @param baseline of the counts, as far as the register's write had seen them
 * @param marks elements that went in or out after the register, by {@link SetElements}
 * @param hidden what is left of an item that has expired, where nothing shows it; else empty
 */
public record AttributeStamp(
    Version register,
    Optional<BigDecimal> number,
    SortedMap<RegionName, Count> counts,
    SortedMap<RegionName, Count> baseline,
    SortedMap<Bytes, Mark> marks,
    Optional<AttributeValue> hidden) {
  /** Of what does not hide anything. */
  public AttributeStamp(
      Version register,
      Optional<BigDecimal> number,
      SortedMap<RegionName, Count> counts,
      SortedMap<RegionName, Count> baseline,
      SortedMap<Bytes, Mark> marks) {
    this(register, number, counts, baseline, marks, Optional.empty());
  }

  public AttributeStamp {
    number = number.map(Numbers::canonical);
    counts = copy(counts);
    baseline = copy(baseline);
    marks = copy(marks);
    if (number.isPresent() && counts.isEmpty()) {
      throw new IllegalArgumentException("a number that nothing was added to needs no keeping");
    }
    if (hidden.isPresent() && (number.isPresent() || !register.after())) {
      throw new IllegalArgumentException("a value that something shows needs no keeping");
    }
    for (Map.Entry<RegionName, Count> seen : baseline.entrySet()) {
      Count count = counts.get(seen.getKey());
      if (count == null || count.time().compareTo(seen.getValue().time()) < 0) {
        throw new IllegalArgumentException("a baseline above its counts, of " + seen.getKey());
      }
    }
    for (Mark mark : marks.values()) {
      if (mark.version().compareTo(register) <= 0) {
        throw new IllegalArgumentException("an element that went in or out before its register");
      }
    }
  }

  AttributeStamp above(Version base) {
    if (register.compareTo(base) >= 0) {
      return this;
    }
    TreeMap<Bytes, Mark> newer = new TreeMap<>(marks);
    newer.values().removeIf(mark -> mark.version().compareTo(base) <= 0);
    return new AttributeStamp(base, number, counts, baseline, newer);
  }

  /** Whether it is as if there were none. */
  boolean saysOnly(Version base) {
    return register.equals(base) && hidden.isEmpty() && counts.isEmpty() && marks.isEmpty();
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> copy(SortedMap<K, V> entries) {
    return entries.isEmpty()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }
}
