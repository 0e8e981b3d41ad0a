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
    return new Resolution.Conflict(after, here, arrived, decided(after, here, arrived));
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
   * side that has the higher write of it.
   */
  static ItemState join(ItemState one, ItemState other) {
    Context seen = one.context().merge(other.context());
    Version version = later(one.version(), other.version());
    if (one.stamps().isNone() && other.stamps().isNone()) {
      return (version.equals(one.version()) ? one : other).seeing(seen);
    }
    boolean oneIsHigher = one.base().compareTo(other.base()) >= 0;
    ItemState high = oneIsHigher ? one : other;
    ItemState low = oneIsHigher ? other : one;
    Version base = high.base();
    Item inHigh = visible(high);
    Item inLow = visible(low);
    TreeMap<String, AttributeValue> values = new TreeMap<>(inHigh.attributes());
    TreeMap<String, AttributeStamp> stamps = new TreeMap<>();
    boolean exists = high.content() instanceof Content.Present;
    TreeSet<String> names = new TreeSet<>(high.stamps().attributes().keySet());
    names.addAll(low.stamps().attributes().keySet());
    for (String name : names) {
      Attribute joined = Attribute.of(high, name, inHigh).join(Attribute.of(low, name, inLow));
      exists |= joined.register().compareTo(base) > 0;
      joined.shown().ifPresentOrElse(value -> values.put(name, value), () -> values.remove(name));
      joined.stamp(base).ifPresent(stamp -> stamps.put(name, stamp));
    }
    Content content =
        exists ? new Content.Present(EncodedItem.of(Item.of(values))) : new Content.Deleted();
    return new ItemState(version, seen, content, Stamps.of(base, stamps));
  }

  static Item visible(ItemState state) {
    return state.content().visible().map(EncodedItem::decode).orElse(Item.EMPTY);
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
