package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.ItemDigest;

/**
 * What a region holds at a key, without its content.
 *
 * @param deleted whether it is a tombstone
 * @param digest of the key and all that is held there
 */
public record Entry(
    EncodedKey key, Version version, Context context, boolean deleted, ItemDigest digest) {
  public static Entry of(EncodedKey key, ItemState state) {
    return new Entry(
        key,
        state.version(),
        state.context(),
        state.content() instanceof Content.Deleted,
        ItemDigest.of(key, state));
  }
}
