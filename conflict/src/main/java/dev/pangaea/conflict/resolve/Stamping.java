package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.StampsCodec;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a write is stamped in the region where it is made. What the item then shows is always what
 * the write left there: a region that hears of no other sees no policy.
 *
 * <p>Every attribute that regions have added to keeps its counts for as long as the item is known,
 * and such a tombstone is not dropped: a count from elsewhere that is still on its way must not be
 * taken for a new one. The rest goes with the next write of the whole item.
 */
public final class Stamping {
  /**
   * Stamps above this are given up: the write becomes one of the whole item. Not where it only adds
   * to what its region has added to before: that makes stamps twice as large at most, and given up
   * it would lose what others add at the same time.
   */
  static final int STAMPS_BYTES_MAX = 64 << 10;

  private Stamping() {}

  /** Of a write that leaves nothing as it was but what regions count. */
  public static Stamps whole(Optional<ItemState> current, Version version, Content content) {
    if (current.isEmpty() || current.get().stamps().isNone()) {
      return Stamps.NONE;
    }
    TreeMap<String, AttributeStamp> stamps = new TreeMap<>();
    Optional<Item> item = Optional.empty();
    for (Map.Entry<String, AttributeStamp> each : current.get().stamps().attributes().entrySet()) {
      AttributeStamp before = each.getValue();
      if (!before.counts().isEmpty()) {
        item = item.or(() -> Optional.of(decoded(content)));
        Attribute kept = Attribute.of(version, Optional.of(before), Optional.empty());
        kept.set(version, item.get().attribute(each.getKey()))
            .stamp(version)
            .ifPresent(stamp -> stamps.put(each.getKey(), stamp));
      }
    }
    return Stamps.of(version, stamps);
  }

  /**
   * Of an update of some attributes.
   *
   * @param current empty, or a tombstone, where the update makes the item
   * @param before what the item shows; empty where there is none
   * @param after what the update leaves
   * @param keys the names of the key attributes: an update says that the item exists
   */
  public static Stamps update(
      ConflictPolicy policy,
      Optional<ItemState> current,
      Version version,
      Item before,
      Item after,
      Set<String> keys,
      SortedMap<String, Touch> touches) {
    Version base = current.map(ItemState::base).orElse(Stamps.NEVER);
    TreeMap<String, AttributeStamp> stamps =
        current.map(state -> new TreeMap<>(state.stamps().attributes())).orElseGet(TreeMap::new);
    TreeMap<String, Touch> all = new TreeMap<>();
    if (current.isEmpty() || current.get().content().visible().isEmpty()) {
      stamps.forEach(
          (name, stamp) -> {
            if (!stamp.counts().isEmpty() || stamp.hidden().isPresent()) {
              all.put(name, new Touch.Whole());
            }
          });
    }
    keys.forEach(name -> all.put(name, new Touch.Whole()));
    all.putAll(touches);
    all.forEach(
        (name, touch) -> {
          Attribute there =
              Attribute.of(base, Optional.ofNullable(stamps.get(name)), before.attribute(name));
          touched(policy, there, version, touch, before.attribute(name), after.attribute(name))
              .stamp(base)
              .ifPresentOrElse(stamp -> stamps.put(name, stamp), () -> stamps.remove(name));
        });
    Stamps stamped = Stamps.of(base, stamps);
    return onlyCountsOn(current, version.region(), touches)
            || StampsCodec.encode(stamped).length() <= STAMPS_BYTES_MAX
        ? stamped
        : whole(current, version, new Content.Present(EncodedItem.of(after)));
  }

  /**
   * Of an update that changes when the item expires. It is one of the whole item, so that an expiry
   * elsewhere that had not seen it takes nothing away, but for what it adds to numbers.
   *
   * @param before what the item shows; empty where there is none
   * @param after what the update leaves
   */
  public static Stamps extension(
      ConflictPolicy policy,
      Optional<ItemState> current,
      Version version,
      Item before,
      Item after,
      SortedMap<String, Touch> touches) {
    Stamps whole = whole(current, version, new Content.Present(EncodedItem.of(after)));
    if (policy != ConflictPolicy.MERGEABLE) {
      return whole;
    }
    Version base = current.map(ItemState::base).orElse(Stamps.NEVER);
    TreeMap<String, AttributeStamp> stamps = new TreeMap<>(whole.attributes());
    touches.forEach(
        (name, touch) -> {
          if (touch instanceof Touch.Added(BigDecimal amount)) {
            Optional<AttributeStamp> known =
                current.map(state -> state.stamps().attributes().get(name));
            Attribute added =
                Attribute.of(base, known, before.attribute(name))
                    .set(version, before.attribute(name))
                    .add(version, amount);
            if (shows(added, after.attribute(name))) {
              added.stamp(version).ifPresent(stamp -> stamps.put(name, stamp));
            }
          }
        });
    Stamps stamped = Stamps.of(version, stamps);
    return StampsCodec.encode(stamped).length() <= STAMPS_BYTES_MAX ? stamped : whole;
  }

  /**
   * Of a deletion since the item's time is up. It takes away just what it has seen: each part ends
   * right after the write that it comes from, and what was written elsewhere meanwhile stays. What
   * is left is the key, and when the item was to expire, hidden: where an update of some attributes
   * stays that had not seen the expiry, they show, and these expire in their turn.
   *
   * @param attribute the one that says when
   * @param keys the names of the key attributes
   */
  public static Stamps expiry(ItemState current, String attribute, Set<String> keys) {
    Item item = decoded(current.content());
    Version base = current.base().justAfter();
    TreeMap<String, AttributeStamp> stamps = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>(current.stamps().attributes().keySet());
    names.add(attribute);
    for (String name : names) {
      Optional<AttributeValue> left =
          name.equals(attribute) || keys.contains(name) ? item.attribute(name) : Optional.empty();
      Attribute.of(current, name, item)
          .expired(left)
          .stamp(base, false)
          .ifPresent(stamp -> stamps.put(name, stamp));
    }
    return Stamps.of(base, stamps);
  }

  private static boolean onlyCountsOn(
      Optional<ItemState> current, RegionName region, SortedMap<String, Touch> touches) {
    SortedMap<String, AttributeStamp> known =
        current.map(state -> state.stamps().attributes()).orElseGet(TreeMap::new);
    return touches.entrySet().stream()
        .allMatch(
            touch ->
                touch.getValue() instanceof Touch.Added
                    && known.containsKey(touch.getKey())
                    && known.get(touch.getKey()).counts().containsKey(region));
  }

  /**
   * The finest that shows what the write left; it may not be what it asked for where something was
   * hidden that the write did not see.
   */
  private static Attribute touched(
      ConflictPolicy policy,
      Attribute there,
      Version version,
      Touch touch,
      Optional<AttributeValue> before,
      Optional<AttributeValue> after) {
    Attribute whole = there.set(version, after);
    if (policy != ConflictPolicy.MERGEABLE) {
      return whole;
    }
    return switch (touch) {
      case Touch.Whole() -> whole;
      case Touch.Added(BigDecimal amount) -> {
        Attribute added = there.add(version, amount);
        Attribute anew = there.set(version, before).add(version, amount);
        yield shows(added, after) ? added : shows(anew, after) ? anew : whole;
      }
      case Touch.Elements(var elements, boolean in) -> {
        Attribute marked = there.mark(version, elements, in);
        yield shows(marked, after) ? marked : whole;
      }
    };
  }

  private static boolean shows(Attribute attribute, Optional<AttributeValue> value) {
    return attribute.shown().equals(value);
  }

  private static Item decoded(Content content) {
    return content.visible().map(EncodedItem::decode).orElse(Item.EMPTY);
  }
}
