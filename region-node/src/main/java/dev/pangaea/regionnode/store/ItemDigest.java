package dev.pangaea.regionnode.store;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.ItemStateCodec;

/**
 * A key and all that is held there in 128 bits (XXH3, whose results are fixed for ever): version,
 * context, content, and whatever else an item's state is made of.
 */
public record ItemDigest(long high, long low) {
  public static ItemDigest of(EncodedKey key, ItemState state) {
    HashValue128 hash =
        Hashing.xxh3_128()
            .hashStream()
            .putByteArray(key.bytes().shared())
            .putByteArray(ItemStateCodec.encode(state).shared())
            .get();
    return new ItemDigest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
