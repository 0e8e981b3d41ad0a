package dev.pangaea.conflict.stamp;

import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Which writes an item comes from, where one write does not account for all of it. An attribute
 * that is not named here comes from the base.
 *
 * @param base the last write of the whole item, {@link #NEVER} if there was none, or the point
 *     {@linkplain Version#after right after} it, where what it left has expired; means nothing
 *     where no attribute is named: then all comes from the item's version
 */
public record Stamps(Version base, SortedMap<String, AttributeStamp> attributes) {
  /** Below every write. */
  public static final Version NEVER = new Version(HybridTime.ZERO, new RegionName("never"));

  /** The time of a write whose partition is still to draw it: above every other. */
  public static final HybridTime UNDRAWN = HybridTime.MAX;

  /** One write accounts for the whole item. */
  public static final Stamps NONE = new Stamps(NEVER, Collections.emptySortedMap());

  public Stamps {
    if (!attributes.isEmpty()) {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
  }

  public static Stamps of(Version base, SortedMap<String, AttributeStamp> attributes) {
    return attributes.isEmpty() ? NONE : new Stamps(base, attributes);
  }

  public boolean isNone() {
    return attributes.isEmpty();
  }

  /** Whether regions have added to something of the item. */
  public boolean count() {
    return attributes.values().stream().anyMatch(stamp -> !stamp.counts().isEmpty());
  }

  /** Whether something of the item has expired, and not been written since. */
  public boolean tellsOfExpiry() {
    return base.after() || attributes.values().stream().anyMatch(stamp -> stamp.register().after());
  }

  /** Whether all writes that are named here are covered. */
  public boolean isCoveredBy(Context context) {
    if (isNone()) {
      return true;
    }
    return covers(context, base)
        && attributes.values().stream().allMatch(stamp -> isCovered(stamp, context));
  }

  private static boolean isCovered(AttributeStamp stamp, Context context) {
    for (Mark mark : stamp.marks().values()) {
      if (!covers(context, mark.version())) {
        return false;
      }
    }
    for (Map.Entry<RegionName, Count> count : stamp.counts().entrySet()) {
      if (!covers(context, new Version(count.getValue().time(), count.getKey()))) {
        return false;
      }
    }
    return covers(context, stamp.register());
  }

  private static boolean covers(Context context, Version version) {
    return version.write().equals(NEVER) || context.covers(version);
  }

  /** The same upon a later base, under which nothing was visible. */
  public Stamps above(Version later) {
    TreeMap<String, AttributeStamp> next = new TreeMap<>();
    attributes.forEach((name, stamp) -> next.put(name, stamp.above(later)));
    next.values().removeIf(stamp -> stamp.saysOnly(later));
    return of(later, next);
  }

  /** The same, once a write that had no time is given one. */
  public Stamps drawn(HybridTime time) {
    if (isNone()) {
      return this;
    }
    UnaryOperator<HybridTime> draw = each -> each.equals(UNDRAWN) ? time : each;
    TreeMap<String, AttributeStamp> next = new TreeMap<>();
    attributes.forEach((name, stamp) -> next.put(name, drawn(stamp, draw)));
    return new Stamps(drawn(base, draw), next);
  }

  private static AttributeStamp drawn(AttributeStamp stamp, UnaryOperator<HybridTime> draw) {
    return new AttributeStamp(
        drawn(stamp.register(), draw),
        stamp.number(),
        each(stamp.counts(), count -> drawn(count, draw)),
        each(stamp.baseline(), count -> drawn(count, draw)),
        each(stamp.marks(), mark -> new Mark(drawn(mark.version(), draw), mark.in())));
  }

  private static Version drawn(Version version, UnaryOperator<HybridTime> draw) {
    return new Version(draw.apply(version.time()), version.region(), version.after());
  }

  private static Count drawn(Count count, UnaryOperator<HybridTime> draw) {
    return new Count(draw.apply(count.since()), draw.apply(count.time()), count.total());
  }

  private static <K, V> SortedMap<K, V> each(SortedMap<K, V> entries, UnaryOperator<V> change) {
    TreeMap<K, V> next = new TreeMap<>();
    entries.forEach((key, value) -> next.put(key, change.apply(value)));
    return next;
  }
}
