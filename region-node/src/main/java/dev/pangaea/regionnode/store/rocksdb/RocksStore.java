package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.CacheUse;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StateVisitor;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreFailedException;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.TransactionRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A region's store in a folder. Commits reach the disk within {@link RocksSettings#flushEvery}, or
 * when the store is closed; before that they survive nothing but are never torn.
 */
public final class RocksStore implements Store {
  private final RocksFolder folder;
  private final RocksWriter writer;

  private RocksStore(RocksFolder folder, RocksWriter writer) {
    this.folder = folder;
    this.writer = writer;
  }

  public static RocksStore open(RocksSettings settings) {
    RocksFolder folder = RocksFolder.open(settings);
    return new RocksStore(folder, new RocksWriter(folder, settings.flushEvery()));
  }

  /** How the cache of its files is used. */
  public CacheUse cacheUse() {
    return folder.cacheUse();
  }

  @Override
  public Store snapshot() {
    RocksFolder now = folder.now();
    return new RocksStore(now, new RocksWriter(now, Duration.ZERO));
  }

  @Override
  public Optional<ItemState> item(PartitionId partition, EncodedKey key) {
    return get(RowKeys.item(partition, key), RowCodec::item);
  }

  @Override
  public Applied applied(PartitionId partition) {
    return get(RowKeys.applied(partition), RowCodec::applied).orElse(Applied.NOTHING);
  }

  @Override
  public Optional<Progress> progress(PartitionId partition, RegionName source) {
    return get(RowKeys.progress(partition, source), RowCodec::progress);
  }

  @Override
  public List<RefusedChange> refused(PartitionId partition, int most) {
    return newest(partition, RowKeys.REFUSED, most, RowCodec::refused);
  }

  @Override
  public void refused(PartitionId partition, Consumer<RefusedChange> visitor) {
    folder.visit(
        RowKeys.first(partition, RowKeys.REFUSED),
        RowKeys.first(partition, (byte) (RowKeys.REFUSED + 1)),
        (rowKey, value) -> {
          visitor.accept(decode(value, RowCodec::refused));
          return true;
        });
  }

  @Override
  public Optional<RefusedChange> refused(PartitionId partition, long offset, int index) {
    return get(RowKeys.decided(partition, RowKeys.REFUSED, offset, index), RowCodec::refused);
  }

  @Override
  public List<Tombstone> tombstones(PartitionId partition, Optional<Tombstone> after, int most) {
    List<Tombstone> found = new ArrayList<>();
    if (most > 0) {
      folder.visit(
          after
              .map(seen -> KeyRange.next(Bytes.owning(RowKeys.tombstone(partition, seen))).shared())
              .orElseGet(() -> RowKeys.first(partition, RowKeys.TOMBSTONE)),
          RowKeys.first(partition, (byte) (RowKeys.TOMBSTONE + 1)),
          (rowKey, value) -> {
            found.add(decode(value, from -> RowCodec.tombstone(rowKey, from)));
            return found.size() < most;
          });
    }
    return found;
  }

  @Override
  public Deletions deletions(PartitionId partition) {
    return get(RowKeys.deletions(partition), RowCodec::deletions).orElse(Deletions.NONE);
  }

  @Override
  public void commit(StoreBatch batch) {
    writer.commit(batch);
  }

  @Override
  public void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor) {
    folder.visit(
        RowKeys.first(partition, RowKeys.ITEM),
        RowKeys.first(partition, (byte) (RowKeys.ITEM + 1)),
        (rowKey, value) -> {
          visitor.accept(key(rowKey, value), decode(value, RowCodec::item));
          return true;
        });
  }

  @Override
  public void items(
      PartitionId partition, KeyRange range, boolean forward, ItemRangeVisitor visitor) {
    if (range.isEmpty()) {
      return;
    }
    visit(
        RowKeys.at(partition, RowKeys.ITEM, range.from()),
        end(partition, range),
        forward,
        visitor,
        (rowKey, value) -> {
          Optional<EncodedItem> item = decode(value, RowCodec::visible);
          return item.isPresent()
              ? visitor.visit(item.get())
              : visitor.passed(key(rowKey.get(), value));
        });
  }

  @Override
  public void scan(PartitionId partition, KeyRange range, StateVisitor visitor) {
    if (range.isEmpty()) {
      return;
    }
    folder.visit(
        RowKeys.at(partition, RowKeys.ITEM, range.from()),
        end(partition, range),
        (rowKey, value) -> visitor.visit(key(rowKey, value), decode(value, RowCodec::item)));
  }

  @Override
  public void index(int table, int index, KeyRange range, boolean forward, ItemVisitor visitor) {
    if (range.isEmpty()) {
      return;
    }
    byte[] to =
        range
            .to()
            .map(end -> RowKeys.index(table, index, end))
            .orElseGet(() -> RowKeys.first(table, RowKeys.INDEX, index + 1));
    visit(
        RowKeys.index(table, index, range.from()),
        to,
        forward,
        visitor,
        (rowKey, value) -> visitor.visit(RowCodec.indexRow(value)));
  }

  private void visit(
      byte[] from,
      byte[] to,
      boolean forward,
      ItemVisitor visitor,
      BiPredicate<Supplier<byte[]>, byte[]> rows) {
    if (!folder.visitBothWays(from, to, forward, visitor.goneMax(), rows)) {
      visitor.gaveUp();
    }
  }

  @Override
  public IndexState indexState(PartitionId partition, int index) {
    return get(RowKeys.indexState(partition, index), RowCodec::indexState)
        .orElse(IndexState.NOTHING);
  }

  @Override
  public List<RangeDigest> digests(PartitionId partition) {
    RangeDigest[] each = new RangeDigest[RangeDigest.RANGES];
    Arrays.fill(each, RangeDigest.NOTHING);
    folder.visit(
        RowKeys.first(partition, RowKeys.DIGEST),
        RowKeys.first(partition, (byte) (RowKeys.DIGEST + 1)),
        (rowKey, value) -> {
          each[RowKeys.range(rowKey)] = decode(value, RowCodec::digest);
          return true;
        });
    return List.of(each);
  }

  @Override
  public void dropIndex(int table, int index) {
    for (byte kind : new byte[] {RowKeys.INDEX, RowKeys.INDEX_STATE}) {
      folder.deleteRange(RowKeys.first(table, kind, index), RowKeys.first(table, kind, index + 1));
    }
  }

  @Override
  public TransactionRows transactions() {
    return new RocksTransactions(folder);
  }

  @Override
  public StreamRows streams() {
    return new RocksStreams(folder);
  }

  @Override
  public void flush() {
    folder.flush();
  }

  @Override
  public void drop(int table) {
    folder.deleteRange(RowKeys.table(table), RowKeys.table(table + 1));
  }

  @Override
  public void close() {
    folder.close();
  }

  private static EncodedKey key(byte[] rowKey, byte[] value) {
    int partitionKeyLength = RowCodec.partitionKeyLength(new ByteReader(value));
    return new EncodedKey(ItemPosition.key(rowKey, RowKeys.PREFIX_LENGTH), partitionKeyLength);
  }

  /** The first row key behind a range of items. */
  private static byte[] end(PartitionId partition, KeyRange range) {
    return range
        .to()
        .map(end -> RowKeys.at(partition, RowKeys.ITEM, end))
        .orElseGet(() -> RowKeys.first(partition, (byte) (RowKeys.ITEM + 1)));
  }

  private <T> Optional<T> get(byte[] rowKey, Function<ByteReader, T> codec) {
    byte[] value = folder.get(rowKey);
    return value == null ? Optional.empty() : Optional.of(decode(value, codec));
  }

  private <T> List<T> newest(
      PartitionId partition, byte kind, int most, Function<ByteReader, T> codec) {
    List<T> found = new ArrayList<>();
    BiPredicate<byte[], byte[]> visitor =
        (rowKey, value) -> {
          found.add(decode(value, codec));
          return found.size() < most;
        };
    if (most > 0) {
      folder.visit(
          RowKeys.first(partition, kind), RowKeys.first(partition, (byte) (kind + 1)), visitor);
    }
    return List.copyOf(found);
  }

  static <T> T decode(byte[] value, Function<ByteReader, T> codec) {
    try {
      return codec.apply(new ByteReader(value));
    } catch (MalformedBytesException malformed) {
      throw new StoreFailedException("the store holds a row that cannot be read", malformed);
    }
  }
}
