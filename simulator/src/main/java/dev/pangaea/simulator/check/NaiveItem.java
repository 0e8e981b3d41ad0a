package dev.pangaea.simulator.check;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.Mark;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all writes of an item come to, worked out from the set of them. Of each write's stamps only
 * that is looked at which the write itself did, and nothing is ever merged: an addition counts
 * unless the write that set the number last had seen it, an element is in if the last write of it
 * says so. An expiry lies right after the write of the whole item that it found. Knows numbers,
 * sets of strings, and what is neither; and where items expire, writes of the whole item only.
 */
final class NaiveItem {
  /**
   * One write, by what it did. @param set at each attribute what it set, nothing if it removed it
   */
  private record Deed(
      Change change,
      boolean whole,
      Map<String, Optional<AttributeValue>> set,
      Map<String, BigDecimal> added,
      Map<String, Map<String, Boolean>> marked) {
    Version version() {
      return change.version();
    }

    boolean sets(String name) {
      return whole || set.containsKey(name);
    }

    boolean hasSeen(Deed other) {
      return other != this && change.context().covers(other.version());
    }
  }

  private final List<Deed> deeds = new ArrayList<>();
  private final Context seen;

  /**
   * @param writes of one item, of all regions
   */
  NaiveItem(List<Change> writes) {
    Map<List<Object>, Count> counted = new HashMap<>();
    Context all = Context.EMPTY;
    Comparator<Change> order =
        Comparator.comparing(NaiveItem::place).thenComparing(Change::version);
    for (Change write : writes.stream().sorted(order).toList()) {
      deeds.add(deed(write, counted));
      all = all.merge(write.context());
    }
    seen = all;
  }

  private static Version place(Change write) {
    return write.isExpiry() ? write.stamps().base() : write.version();
  }

  Version version() {
    return deeds.getLast().version();
  }

  Context seen() {
    return seen;
  }

  Content content() {
    Optional<Deed> base = last(deeds.stream().filter(Deed::whole).toList());
    boolean put = base.isPresent() && base.get().change().content() instanceof Content.Present;
    boolean updatedSince = base.isEmpty() || deeds.getLast() != base.get();
    if (!put && !updatedSince) {
      return new Content.Deleted();
    }
    SortedSet<String> names = new TreeSet<>();
    for (Deed deed : deeds) {
      names.addAll(deed.set().keySet());
      names.addAll(deed.added().keySet());
      names.addAll(deed.marked().keySet());
    }
    TreeMap<String, AttributeValue> item = new TreeMap<>();
    names.forEach(name -> attribute(name).ifPresent(value -> item.put(name, value)));
    return new Content.Present(EncodedItem.of(Item.of(item)));
  }

  private Optional<AttributeValue> attribute(String name) {
    Optional<Deed> setter = last(deeds.stream().filter(deed -> deed.sets(name)).toList());
    Optional<AttributeValue> own =
        setter.flatMap(deed -> deed.set().getOrDefault(name, Optional.empty()));
    BigDecimal sum = BigDecimal.ZERO;
    boolean added = false;
    TreeSet<String> elements = new TreeSet<>();
    if (own.isPresent() && own.get() instanceof StringSetValue set) {
      elements.addAll(set.elements());
    }
    for (Deed deed : deeds) {
      if (deed.added().containsKey(name) && setter.map(last -> !last.hasSeen(deed)).orElse(true)) {
        sum = sum.add(deed.added().get(name));
        added = true;
      }
      boolean later = setter.map(last -> deed.version().compareTo(last.version()) > 0).orElse(true);
      if (later) {
        deed.marked()
            .getOrDefault(name, Map.of())
            .forEach(
                (element, in) -> {
                  if (in) {
                    elements.add(element);
                  } else {
                    elements.remove(element);
                  }
                });
      }
    }
    if (own.isPresent() && own.get() instanceof NumberValue number) {
      return Optional.of(new NumberValue(number.value().add(sum)));
    }
    if (own.isPresent() && !(own.get() instanceof StringSetValue)) {
      return own;
    }
    if (added) {
      return Optional.of(new NumberValue(sum));
    }
    return elements.isEmpty() ? Optional.empty() : Optional.of(new StringSetValue(elements));
  }

  /** The last of some in the order of all. */
  private static Optional<Deed> last(List<Deed> some) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
  }

  /**
   * @param counted each region's last count of each attribute, up to here
   */
  private static Deed deed(Change change, Map<List<Object>, Count> counted) {
    Map<String, AttributeValue> item =
        Contents.visible(change.content())
            .<Map<String, AttributeValue>>map(encoded -> encoded.decode().attributes())
            .orElse(Map.of());
    Map<String, AttributeStamp> stamps = change.stamps().attributes();
    boolean whole =
        change.isExpiry() || stamps.isEmpty() || change.stamps().base().equals(change.version());
    Map<String, Optional<AttributeValue>> set = new TreeMap<>();
    Map<String, BigDecimal> added = new TreeMap<>();
    Map<String, Map<String, Boolean>> marked = new TreeMap<>();
    if (whole) {
      item.forEach((name, value) -> set.put(name, Optional.of(value)));
    } else {
      stamps.forEach(
          (name, stamp) -> {
            addition(change, name, stamp, counted).ifPresent(sum -> added.put(name, sum));
            if (stamp.register().equals(change.version())) {
              set.put(
                  name,
                  added.containsKey(name)
                      ? stamp.number().map(NumberValue::new)
                      : Optional.ofNullable(item.get(name)));
            }
            Map<String, Boolean> marks = marks(change.version(), stamp);
            if (!marks.isEmpty()) {
              marked.put(name, marks);
            }
          });
    }
    return new Deed(change, whole, set, added, marked);
  }

  private static Optional<BigDecimal> addition(
      Change change, String name, AttributeStamp stamp, Map<List<Object>, Count> counted) {
    RegionName region = change.origin();
    Count count = stamp.counts().get(region);
    if (count == null || !count.time().equals(change.version().time())) {
      return Optional.empty();
    }
    Count before = counted.put(List.of(region, name), count);
    return Optional.of(before == null ? count.total() : count.total().subtract(before.total()));
  }

  private static Map<String, Boolean> marks(Version version, AttributeStamp stamp) {
    Map<String, Boolean> marks = new TreeMap<>();
    for (Map.Entry<Bytes, Mark> mark : stamp.marks().entrySet()) {
      if (mark.getValue().version().equals(version)
          && SetElements.value(mark.getKey()) instanceof StringValue(String element)) {
        marks.put(element, mark.getValue().in());
      }
    }
    return marks;
  }
}
