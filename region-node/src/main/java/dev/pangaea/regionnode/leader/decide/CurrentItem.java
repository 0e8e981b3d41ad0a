package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Stamping;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a command meets at its key. Decoded only when its attributes are looked at, and then once
 * for all commands that meet it. Confined to one thread.
 */
public final class CurrentItem {
  private final Optional<ItemState> state;
  private final Context seen;
  private final Optional<EncodedItem> visible;
  private Optional<Item> decoded;

  private CurrentItem(Optional<ItemState> state, Context floor, Optional<Item> decoded) {
    this.state = state;
    this.seen = state.map(ItemState::context).orElse(floor);
    this.visible = state.flatMap(known -> known.content().visible());
    this.decoded = decoded;
  }

  public static CurrentItem of(Optional<ItemState> state) {
    return of(state, Context.EMPTY);
  }

  /**
   * @param floor what a write has seen that meets nothing, not even a tombstone
   */
  public static CurrentItem of(Optional<ItemState> state, Context floor) {
    return new CurrentItem(state, floor, Optional.empty());
  }

  static CurrentItem of(ItemState state, Optional<Item> decoded) {
    return new CurrentItem(Optional.of(state), Context.EMPTY, decoded);
  }

  /** With tombstones. */
  public Optional<ItemState> state() {
    return state;
  }

  /** What a write has seen that meets this. */
  public Context seen() {
    return seen;
  }

  /** The item, unless it is missing or deleted. */
  public Optional<EncodedItem> visible() {
    return visible;
  }

  /** A write that leaves nothing of this but what regions count. */
  public Change replaced(EncodedKey key, Version version, Content content) {
    Stamps stamps = Stamping.whole(state, version, content);
    return new Change(key, version, seen.with(version), content, stamps);
  }

  /** Whether there is an item of which something holds. */
  public boolean shows(Predicate<Item> what) {
    return visible.isPresent() && what.test(attributes());
  }

  /**
   * Takes away just this.
   *
   * @param attribute says when the item expires
   * @param keys the names of the key attributes
   */
  public Change expired(EncodedKey key, Version version, String attribute, Set<String> keys) {
    Stamps stamps = Stamping.expiry(state.orElseThrow(), attribute, keys);
    return new Change(key, version, seen.with(version), new Content.Deleted(), stamps);
  }

  /** The item's attributes; none where it is missing. */
  Item attributes() {
    if (decoded.isEmpty()) {
      decoded = Optional.of(visible.map(EncodedItem::decode).orElse(Item.EMPTY));
    }
    return decoded.get();
  }
}
