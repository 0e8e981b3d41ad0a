package dev.pangaea.regionnode.store;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;

/**
 * What items come to, whatever their versions: how many there are, the bytes of their keys and
 * contents, and the sum of their 128-bit hashes (XXH3), each half by itself, modulo 2^64. The order
 * does not matter.
 */
public record ContentDigest(long items, long itemBytes, long high, long low) {
  public static final ContentDigest OF_NONE = new ContentDigest(0, 0, 0, 0);

  public ContentDigest plus(EncodedKey key, EncodedItem item) {
    HashValue128 hash =
        Hashing.xxh3_128()
            .hashStream()
            .putByteArray(key.bytes().shared())
            .putByteArray(item.bytes().shared())
            .get();
    return new ContentDigest(
        items + 1,
        itemBytes + key.bytes().length() + item.bytes().length(),
        high + hash.getMostSignificantBits(),
        low + hash.getLeastSignificantBits());
  }

  /** What a table's items in a store come to. Reads all of them. */
  public static ContentDigest of(Store store, int table, int partitions) {
    ContentDigest[] sum = {OF_NONE};
    for (int partition = 0; partition < partitions; partition++) {
      store.scan(
          new PartitionId(table, partition),
          (key, state) ->
              state.content().visible().ifPresent(item -> sum[0] = sum[0].plus(key, item)));
    }
    return sum[0];
  }

  @Override
  public String toString() {
    return "%d items of %d bytes: %016x%016x".formatted(items, itemBytes, high, low);
  }
}
