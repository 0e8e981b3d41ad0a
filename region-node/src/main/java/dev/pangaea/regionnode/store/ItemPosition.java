package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where an item lies in its partition, as bytes that sort so: two for its {@linkplain
 * Partitioner#slot slot}, then its encoded key. The items of a partition key are thus together, in
 * the order of their sort keys.
 */
public final class ItemPosition {
  private static final int SLOT_BYTES = Short.BYTES;

  private ItemPosition() {}

  /**
   * The item's position; of a key that is cut short behind its partition key, the one it begins
   * with.
   */
  public static Bytes of(EncodedKey key) {
    ByteBuffer position = ByteBuffer.allocate(length(key));
    put(key, position);
    return Bytes.owning(position.array());
  }

  /** The first position of a slot. */
  public static Bytes ofSlot(int slot) {
    return Bytes.owning(ByteBuffer.allocate(SLOT_BYTES).putShort((short) slot).array());
  }

  public static int length(EncodedKey key) {
    return SLOT_BYTES + key.bytes().length();
  }

  public static void put(EncodedKey key, ByteBuffer to) {
    to.putShort((short) Partitioner.slot(key)).put(key.bytes().shared());
  }

  /** The encoded key in a row's key, of which the position begins at an index. */
  public static Bytes key(byte[] rowKey, int position) {
    return Bytes.owning(Arrays.copyOfRange(rowKey, position + SLOT_BYTES, rowKey.length));
  }
}
