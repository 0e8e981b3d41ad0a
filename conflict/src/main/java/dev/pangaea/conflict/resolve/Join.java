package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a change that meets an item: one rule for all policies, which only decide how
 * writes are stamped (see {@link Stamping}). The outcome is a join: it depends on which changes
 * came, never on their order or number. Where one write accounts for each item, as under {@link
 * ConflictPolicy#LAST_WRITER_WINS}, of two concurrent ones the higher version wins, whole.
 * (DESIGN.md, section 4.)
 */
public final class Join {
  private Join() {}

  public static Resolution resolve(Optional<ItemState> current, Change incoming) {
    ItemState arrived = ItemState.of(incoming);
    if (current.isEmpty()) {
      return new Resolution.Newer(arrived);
    }
    ItemState here = current.get();
    Context merged = here.context().merge(arrived.context());
    if (arrived.isCoveredBy(here.context())) {
      return merged.equals(here.context())
          ? new Resolution.Seen()
          : new Resolution.Merged(here.seeing(merged));
    }
    if (here.isCoveredBy(arrived.context())) {
      return new Resolution.Newer(above(here, arrived).seeing(merged));
    }
    ItemState after = join(here, arrived);
    if (isNoConflict(here, arrived, after)) {
      return after.content().equals(here.content())
          ? new Resolution.Merged(after)
          : new Resolution.Newer(after);
    }
    return new Resolution.Conflict(after, here, arrived, decided(after, here, arrived));
  }

  /**
   * An expiry asks for nothing but what was there: what it does not take away, it does not lose. So
   * it is a conflict only if it takes away what it had not seen.
   */
  private static boolean isNoConflict(ItemState here, ItemState arrived, ItemState after) {
    return (here.isExpiry() || arrived.isExpiry())
        && (here.isExpiry() || Loss.of(here, arrived, after).isNothing())
        && (arrived.isExpiry() || Loss.of(arrived, here, after).isNothing());
  }

  /**
   * What has seen all that is here, with the base that the join of both has. The base here is above
   * that of what arrived only where it is a tombstone that the other region had dropped before it
   * made the item anew, while this item was made upon it. A region that meets the two in another
   * order joins them, and has that base; it shows the same.
   */
  private static ItemState above(ItemState here, ItemState arrived) {
    return here.content() instanceof Content.Present
            && !arrived.stamps().isNone()
            && here.base().compareTo(arrived.base()) > 0
        ? arrived.stamped(arrived.stamps().above(here.base()))
        : arrived;
  }

  private static Decided decided(ItemState after, ItemState here, ItemState arrived) {
    if (after.showsTheSameAs(arrived)) {
      return Decided.ARRIVED_WON;
    }
    return after.showsTheSameAs(here) ? Decided.ARRIVED_LOST : Decided.MERGED;
  }

  /**
   * The least that has seen all that either has seen: the higher base, and each attribute from the
   * side that has the higher write of it. What an expired base left is looked at although no stamp
   * names it: it shows as long as the item exists, and is hidden, with a stamp, when it does not.
   */
  static ItemState join(ItemState one, ItemState other) {
    Context seen = one.context().merge(other.context());
    if (one.stamps().isNone() && other.stamps().isNone()) {
      return (one.version().compareTo(other.version()) >= 0 ? one : other).seeing(seen);
    }
    boolean oneIsHigher = one.base().compareTo(other.base()) >= 0;
    ItemState high = oneIsHigher ? one : other;
    ItemState low = oneIsHigher ? other : one;
    Version base = high.base();
    Item inHigh = visible(high);
    Item inLow = visible(low);
    TreeMap<String, AttributeValue> values = new TreeMap<>(inHigh.attributes());
    TreeMap<String, AttributeStamp> stamps = new TreeMap<>();
    TreeMap<String, Attribute> all = new TreeMap<>();
    boolean exists = false;
    TreeSet<String> names = new TreeSet<>(high.stamps().attributes().keySet());
    names.addAll(low.stamps().attributes().keySet());
    if (base.after()) {
      names.addAll(inHigh.attributes().keySet());
      names.addAll(inLow.attributes().keySet());
    }
    for (String name : names) {
      Attribute joined = Attribute.of(high, name, inHigh).join(Attribute.of(low, name, inLow));
      exists |= joined.exists(base);
      all.put(name, joined);
    }
    exists |= !base.after() && !names.containsAll(values.keySet());
    for (Map.Entry<String, Attribute> each : all.entrySet()) {
      String name = each.getKey();
      Attribute joined = each.getValue();
      joined.shown().ifPresentOrElse(value -> values.put(name, value), () -> values.remove(name));
      joined.stamp(base, exists).ifPresent(stamp -> stamps.put(name, stamp));
    }
    Content content =
        exists ? new Content.Present(EncodedItem.of(Item.of(values))) : new Content.Deleted();
    return new ItemState(version(high, low, all.values()), seen, content, Stamps.of(base, stamps));
  }

  /**
   * The last write that something comes from; of what has expired, the last that found it so. A
   * write that an expiry took away alone still counts: a region that had it before the expiry holds
   * its version, and could not go back to the one before.
   */
  private static Version version(ItemState high, ItemState low, Collection<Attribute> attributes) {
    boolean expired = high.stamps().tellsOfExpiry() || low.stamps().tellsOfExpiry();
    if (!expired || high.base().equals(low.base()) && high.base().after()) {
      return later(high.version(), low.version());
    }
    Version last = high.base().after() ? high.version() : high.base();
    for (Attribute attribute : attributes) {
      last = later(last, attribute.last());
    }
    return last;
  }

  static Item visible(ItemState state) {
    return state.content().visible().map(EncodedItem::decode).orElse(Item.EMPTY);
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
