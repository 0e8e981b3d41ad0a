package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import java.util.Optional;

/**
 * What a command meets at its key. Decoded only when its attributes are looked at, and then once
 * for all commands that meet it. Confined to one thread.
 */
public final class CurrentItem {
  private final Optional<ItemState> state;
  private final Optional<EncodedItem> visible;
  private Optional<Item> decoded;

  private CurrentItem(Optional<ItemState> state, Optional<Item> decoded) {
    this.state = state;
    this.visible = state.flatMap(known -> known.content().visible());
    this.decoded = decoded;
  }

  public static CurrentItem of(Optional<ItemState> state) {
    return new CurrentItem(state, Optional.empty());
  }

  static CurrentItem of(ItemState state, Optional<Item> decoded) {
    return new CurrentItem(Optional.of(state), decoded);
  }

  /** With tombstones. */
  public Optional<ItemState> state() {
    return state;
  }

  /** The item, unless it is missing or deleted. */
  public Optional<EncodedItem> visible() {
    return visible;
  }

  /** The item's attributes; none where it is missing. */
  Item attributes() {
    if (decoded.isEmpty()) {
      decoded = Optional.of(visible.map(EncodedItem::decode).orElse(Item.EMPTY));
    }
    return decoded.get();
  }
}
