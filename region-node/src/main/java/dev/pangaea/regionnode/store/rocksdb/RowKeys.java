package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.TransactionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where in the store a thing is kept. A row's key is, big-endian,
 *
 * <pre>
 *   table (4 bytes)  partition (2)  kind (1)  rest
 *                                   1 item       slot (2) and the item's encoded key
 *                                   2 applied    nothing
 *                                   3 progress   the source region's name
 *                                   5 refused    offset (8) and index (4), inverted
 *                                  10 digest     range (1)
 *                                  11 tombstone  time (8), then as an item
 *                                  12 deletions  nothing
 *                  none = FFFF      6 index      index (2) and the row's position
 *                                   7 state      index (2) and partition (2)
 *  0           1                    8 pending    transaction: offset (8) and index (4)
 *                                   9 token      the token's text
 *  -3          0                   13 span       table (4), partition (2), since when in ms (8)
 *                                  14 trim       table (4), partition (2)
 *  table with                      15 row        offset (8) and index (4)
 *  its first bit set
 * </pre>
 *
 * where the rows of an index belong to no partition, so that they are one range, items lie in the
 * order of their positions, what was refused newest first, and a table is one range. What is kept
 * of streams lies apart from the tables. The table number -1 is the store's own.
 */
final class RowKeys {
  static final int PREFIX_LENGTH = 7;
  static final byte ITEM = 1;
  private static final byte APPLIED = 2;
  private static final byte PROGRESS = 3;
  static final byte REFUSED = 5;
  static final byte INDEX = 6;
  static final byte INDEX_STATE = 7;
  static final byte TRANSACTION = 8;
  static final byte TOKEN = 9;
  static final byte DIGEST = 10;
  static final byte TOMBSTONE = 11;
  static final byte DELETIONS = 12;
  static final byte STREAM_SPAN = 13;
  static final byte STREAM_TRIM = 14;
  static final byte STREAM_ROW = 15;
  private static final int NO_PARTITION = 0xFFFF;
  private static final PartitionId STREAMS = new PartitionId(-3, 0);
  private static final int STREAMED = Integer.MIN_VALUE;

  private RowKeys() {}

  /** Holds the number of the store's format. */
  static byte[] format() {
    return table(-1);
  }

  /** The first key of a table; the next table's is past its last. */
  static byte[] table(int table) {
    return ByteBuffer.allocate(4).putInt(table).array();
  }

  static byte[] item(PartitionId partition, EncodedKey key) {
    ByteBuffer rowKey = prefix(partition, ITEM, ItemPosition.length(key));
    ItemPosition.put(key, rowKey);
    return rowKey.array();
  }

  static byte[] applied(PartitionId partition) {
    return prefix(partition, APPLIED, 0).array();
  }

  static byte[] progress(PartitionId partition, RegionName source) {
    byte[] name = source.value().getBytes(StandardCharsets.UTF_8);
    return prefix(partition, PROGRESS, name.length).put(name).array();
  }

  static byte[] decided(PartitionId partition, byte kind, long offset, int index) {
    return prefix(partition, kind, 12).putLong(~offset).putInt(~index).array();
  }

  static byte[] tombstone(PartitionId partition, Tombstone tombstone) {
    ByteBuffer rowKey =
        prefix(partition, TOMBSTONE, Long.BYTES + ItemPosition.length(tombstone.key()))
            .putLong(tombstone.version().time().packed());
    ItemPosition.put(tombstone.key(), rowKey);
    return rowKey.array();
  }

  /** The encoded key of the item that a tombstone's row is of. */
  static Bytes tombstoneKey(byte[] rowKey) {
    return ItemPosition.key(rowKey, PREFIX_LENGTH + Long.BYTES);
  }

  static HybridTime tombstoneTime(byte[] rowKey) {
    return new HybridTime(ByteBuffer.wrap(rowKey).getLong(PREFIX_LENGTH));
  }

  static byte[] deletions(PartitionId partition) {
    return prefix(partition, DELETIONS, 0).array();
  }

  static byte[] transaction(TransactionId id) {
    return prefix(PartitionId.TRANSACTIONS, TRANSACTION, 12)
        .putLong(id.offset())
        .putInt(id.index())
        .array();
  }

  /** Which transaction a row is of. */
  static TransactionId transaction(byte[] rowKey) {
    ByteBuffer rest = ByteBuffer.wrap(rowKey, PREFIX_LENGTH, 12);
    return new TransactionId(rest.getLong(), rest.getInt());
  }

  static byte[] token(String token) {
    byte[] text = token.getBytes(StandardCharsets.UTF_8);
    return prefix(PartitionId.TRANSACTIONS, TOKEN, text.length).put(text).array();
  }

  static byte[] streamSpan(PartitionId partition, long sinceMillis) {
    return ofStreams(STREAM_SPAN, partition, Long.BYTES).putLong(sinceMillis).array();
  }

  /** The first key of a partition's spans; the next partition's is past its last. */
  static byte[] streamSpans(PartitionId partition) {
    return ofStreams(STREAM_SPAN, partition, 0).array();
  }

  /** The first key of all spans, or of what is behind them. */
  static byte[] streams(byte kind) {
    return first(STREAMS, kind);
  }

  /** Which partition a span's row is of. */
  static PartitionId streamPartition(byte[] rowKey) {
    ByteBuffer rest = ByteBuffer.wrap(rowKey, PREFIX_LENGTH, 6);
    return new PartitionId(rest.getInt(), Short.toUnsignedInt(rest.getShort()));
  }

  static byte[] streamTrim(PartitionId partition) {
    return ofStreams(STREAM_TRIM, partition, 0).array();
  }

  static byte[] streamRow(PartitionId partition, StreamPosition position) {
    return prefix(streamed(partition), STREAM_ROW, 12)
        .putLong(position.offset())
        .putInt(position.index())
        .array();
  }

  /** The first key of a partition's rows, or of what is behind them. */
  static byte[] streamRows(PartitionId partition, byte kind) {
    return first(streamed(partition), kind);
  }

  static StreamPosition streamPosition(byte[] rowKey) {
    ByteBuffer rest = ByteBuffer.wrap(rowKey, PREFIX_LENGTH, 12);
    return new StreamPosition(rest.getLong(), rest.getInt());
  }

  private static PartitionId streamed(PartitionId partition) {
    return new PartitionId(partition.table() | STREAMED, partition.partition());
  }

  private static ByteBuffer ofStreams(byte kind, PartitionId partition, int restLength) {
    return prefix(STREAMS, kind, 6 + restLength)
        .putInt(partition.table())
        .putShort((short) partition.partition());
  }

  static byte[] digest(PartitionId partition, int range) {
    return prefix(partition, DIGEST, 1).put((byte) range).array();
  }

  /** Which range a row is the digest of. */
  static int range(byte[] rowKey) {
    return Byte.toUnsignedInt(rowKey[PREFIX_LENGTH]);
  }

  static byte[] index(int table, int index, Bytes position) {
    return ofIndex(table, INDEX, index, position.length()).put(position.shared()).array();
  }

  static byte[] indexState(PartitionId partition, int index) {
    return ofIndex(partition.table(), INDEX_STATE, index, Short.BYTES)
        .putShort((short) partition.partition())
        .array();
  }

  /** The first key of an index's rows, or of its states; the next index's is past its last. */
  static byte[] first(int table, byte kind, int index) {
    return ofIndex(table, kind, index, 0).array();
  }

  private static ByteBuffer ofIndex(int table, byte kind, int index, int restLength) {
    return prefix(new PartitionId(table, NO_PARTITION), kind, Short.BYTES + restLength)
        .putShort((short) index);
  }

  /** The first key of a kind; the next kind's is past its last. */
  static byte[] first(PartitionId partition, byte kind) {
    return prefix(partition, kind, 0).array();
  }

  /** The first key at or behind a position among the rows of a kind. */
  static byte[] at(PartitionId partition, byte kind, Bytes position) {
    return prefix(partition, kind, position.length()).put(position.shared()).array();
  }

  private static ByteBuffer prefix(PartitionId partition, byte kind, int restLength) {
    return ByteBuffer.allocate(PREFIX_LENGTH + restLength)
        .putInt(partition.table())
        .putShort((short) partition.partition())
        .put(kind);
  }
}
