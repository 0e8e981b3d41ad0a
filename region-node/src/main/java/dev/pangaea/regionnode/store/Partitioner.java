package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;
import java.util.zip.CRC32C;

/**
 * Which partition an item belongs to: a fixed function of its partition key's bytes, the same in
 * every region and for ever. CRC-32C, its bits mixed by MurmurHash3's finalizer, modulo the number
 * of partitions.
 */
public final class Partitioner {
  private Partitioner() {}

  public static int partition(EncodedKey key, int partitions) {
    CRC32C checksum = new CRC32C();
    checksum.update(key.bytes().shared(), 0, key.partitionKeyLength());
    int hash = (int) checksum.getValue();
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return Integer.remainderUnsigned(hash ^ hash >>> 16, partitions);
  }
}
