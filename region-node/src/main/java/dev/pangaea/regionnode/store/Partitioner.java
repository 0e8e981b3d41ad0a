package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedKey;
import java.util.zip.CRC32C;

/**
 * Which partition an item belongs to, and where in it: fixed functions of its partition key's
 * bytes, the same in every region and for ever. The hash is CRC-32C, its bits mixed by
 * MurmurHash3's finalizer.
 */
public final class Partitioner {
  /** How many slots each partition has. */
  public static final int SLOTS = 1 << Short.SIZE;

  private Partitioner() {}

  /** The hash modulo the number of partitions. */
  public static int partition(EncodedKey key, int partitions) {
    return Integer.remainderUnsigned(hash(key), partitions);
  }

  /**
   * The upper half of the hash: items lie in the order of their slots within a partition, so that
   * equal shares of all slots are equal shares of a table.
   */
  public static int slot(EncodedKey key) {
    return hash(key) >>> Short.SIZE;
  }

  private static int hash(EncodedKey key) {
    CRC32C checksum = new CRC32C();
    checksum.update(key.bytes().shared(), 0, key.partitionKeyLength());
    int hash = (int) checksum.getValue();
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }
}
