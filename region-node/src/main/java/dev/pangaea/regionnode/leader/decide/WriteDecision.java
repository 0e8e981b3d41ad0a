package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import java.util.Optional;

/**
 * What a write command comes to, given the item that it meets.
 *
 * @param change empty where nothing changes, as when a missing item is deleted
 * @param before the item that was visible
 */
public record WriteDecision(Optional<Change> change, Optional<EncodedItem> before) {
  /**
   * @param version above the current item's version, and above all that this region has seen
   */
  public static WriteDecision decide(
      Optional<ItemState> current, WriteCommand command, Version version) {
    Optional<EncodedItem> before = current.flatMap(WriteDecision::visible);
    return switch (command) {
      case WriteCommand.PutItem(EncodedKey key, EncodedItem item) ->
          changed(current, key, version, new Content.Present(item), before);
      case WriteCommand.DeleteItem(EncodedKey key) ->
          before.isEmpty()
              ? new WriteDecision(Optional.empty(), before)
              : changed(current, key, version, new Content.Deleted(), before);
    };
  }

  private static WriteDecision changed(
      Optional<ItemState> current,
      EncodedKey key,
      Version version,
      Content content,
      Optional<EncodedItem> before) {
    Context context =
        current.map(state -> state.context().with(version)).orElseGet(() -> Context.of(version));
    return new WriteDecision(Optional.of(new Change(key, version, context, content)), before);
  }

  private static Optional<EncodedItem> visible(ItemState state) {
    return switch (state.content()) {
      case Content.Present(EncodedItem item) -> Optional.of(item);
      case Content.Deleted() -> Optional.empty();
    };
  }
}
