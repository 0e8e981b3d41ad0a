package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.change.TransactionCodec;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.ItemStateCodec;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StoredToken;
import java.util.Optional;

/** What a store keeps at its keys, to bytes and back. */
final class RowCodec {
  /** The layout of keys and values. A store of another one is not opened. */
  static final int FORMAT = 4;

  private RowCodec() {}

  /** The item's key is the row's; only where its partition key ends has to be kept. */
  static void item(EncodedKey key, ItemState state, ByteWriter to) {
    to.varint(key.partitionKeyLength());
    ItemStateCodec.write(state, to);
  }

  static ItemState item(ByteReader from) {
    from.varint();
    ItemState state = ItemStateCodec.read(from);
    from.end();
    return state;
  }

  /** The item without its version, if it is none that was deleted. */
  static Optional<EncodedItem> visible(ByteReader from) {
    from.varint();
    return ItemStateCodec.readContent(from).visible();
  }

  static int partitionKeyLength(ByteReader from) {
    return (int) from.varint();
  }

  static void applied(Applied applied, ByteWriter to) {
    ChangeCodec.position(applied.position(), to);
    to.i64(applied.clock().packed());
    to.varint(applied.items());
    to.varint(applied.itemBytes());
    to.varint(applied.conflicts());
    to.varint(applied.nextTransactions());
  }

  static Applied applied(ByteReader from) {
    Position position = ChangeCodec.position(from);
    HybridTime clock = new HybridTime(from.i64());
    Applied applied =
        new Applied(position, clock, from.varint(), from.varint(), from.varint(), from.varint());
    from.end();
    return applied;
  }

  static Progress progress(ByteReader from) {
    Progress progress = ChangeCodec.progress(from);
    from.end();
    return progress;
  }

  static void refused(RefusedChange refused, ByteWriter to) {
    to.varint(refused.offset());
    to.varint(refused.index());
    to.varint(refused.sinceMillis());
    key(refused.change().key(), to);
    ItemStateCodec.write(ItemState.of(refused.change()), to);
  }

  static RefusedChange refused(ByteReader from) {
    long offset = from.varint();
    int index = (int) from.varint();
    long sinceMillis = from.varint();
    EncodedKey key = key(from);
    Change change = ItemStateCodec.read(from).asChange(key);
    from.end();
    return new RefusedChange(offset, index, sinceMillis, change);
  }

  static void tombstone(Tombstone tombstone, ByteWriter to) {
    to.varint(tombstone.key().partitionKeyLength());
    to.text(tombstone.version().region().value());
  }

  static Tombstone tombstone(byte[] rowKey, ByteReader from) {
    int partitionKeyLength = (int) from.varint();
    RegionName region = new RegionName(from.text());
    from.end();
    return new Tombstone(
        new EncodedKey(RowKeys.tombstoneKey(rowKey), partitionKeyLength),
        new Version(RowKeys.tombstoneTime(rowKey), region));
  }

  static void deletions(Deletions deletions, ByteWriter to) {
    to.varint(deletions.kept());
    to.varint(deletions.dropped());
    ChangeCodec.context(deletions.floor(), to);
  }

  static Deletions deletions(ByteReader from) {
    Deletions deletions = new Deletions(from.varint(), from.varint(), ChangeCodec.context(from));
    from.end();
    return deletions;
  }

  static void indexState(IndexState state, ByteWriter to) {
    to.u8(state.whole() ? 1 : 0);
    state.next().ifPresent(to::bytes);
    to.varint(state.rows());
    to.varint(state.rowBytes());
  }

  static IndexState indexState(ByteReader from) {
    boolean whole = from.u8() == 1;
    Optional<Bytes> next = whole ? Optional.empty() : Optional.of(from.bytes());
    IndexState state = new IndexState(next, from.varint(), from.varint());
    from.end();
    return state;
  }

  static void digest(RangeDigest digest, ByteWriter to) {
    sum(digest.items(), to);
    sum(digest.tombstones(), to);
    to.u8(digest.whole() ? 1 : 0);
    digest.next().ifPresent(to::bytes);
  }

  static RangeDigest digest(ByteReader from) {
    RangeDigest.Sum items = sum(from);
    RangeDigest.Sum tombstones = sum(from);
    boolean whole = from.u8() == 1;
    RangeDigest digest =
        new RangeDigest(items, tombstones, whole ? Optional.empty() : Optional.of(from.bytes()));
    from.end();
    return digest;
  }

  private static void sum(RangeDigest.Sum sum, ByteWriter to) {
    to.i64(sum.count());
    to.i64(sum.high());
    to.i64(sum.low());
  }

  private static RangeDigest.Sum sum(ByteReader from) {
    return new RangeDigest.Sum(from.i64(), from.i64(), from.i64());
  }

  static Transaction transaction(ByteReader from) {
    Transaction transaction = TransactionCodec.transaction(from);
    from.end();
    return transaction;
  }

  static void token(StoredToken token, ByteWriter to) {
    to.varint(token.committedMillis());
    TransactionCodec.token(token.token(), to);
  }

  static StoredToken token(ByteReader from) {
    long committedMillis = from.varint();
    StoredToken token = new StoredToken(TransactionCodec.token(from), committedMillis);
    from.end();
    return token;
  }

  /** The item that an index's row holds is the row. */
  static EncodedItem indexRow(byte[] row) {
    return new EncodedItem(Bytes.owning(row));
  }

  private static void key(EncodedKey key, ByteWriter to) {
    to.varint(key.partitionKeyLength());
    to.bytes(key.bytes());
  }

  private static EncodedKey key(ByteReader from) {
    int partitionKeyLength = (int) from.varint();
    return new EncodedKey(from.bytes(), partitionKeyLength);
  }
}
