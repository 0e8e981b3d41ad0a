package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreFailedException;
import dev.pangaea.regionnode.store.StoredConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

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
  public List<StoredConflict> conflicts(PartitionId partition, int most) {
    return newest(partition, RowKeys.CONFLICT, most, RowCodec::conflict);
  }

  /** The changes that were kept aside, newest first. */
  public List<Change> refused(PartitionId partition, int most) {
    return newest(partition, RowKeys.REFUSED, most, RowCodec::change);
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
          int partitionKeyLength = RowCodec.partitionKeyLength(new ByteReader(value));
          Bytes key = ItemPosition.key(rowKey, RowKeys.PREFIX_LENGTH);
          visitor.accept(new EncodedKey(key, partitionKeyLength), decode(value, RowCodec::item));
          return true;
        });
  }

  @Override
  public void items(PartitionId partition, KeyRange range, boolean forward, ItemVisitor visitor) {
    byte[] from = RowKeys.at(partition, RowKeys.ITEM, range.from());
    byte[] to =
        range
            .to()
            .map(end -> RowKeys.at(partition, RowKeys.ITEM, end))
            .orElseGet(() -> RowKeys.first(partition, (byte) (RowKeys.ITEM + 1)));
    if (range.isEmpty()) {
      return;
    }
    folder.visitValues(
        from,
        to,
        forward,
        value -> {
          Optional<EncodedItem> item = decode(value, RowCodec::visible);
          return item.isEmpty() || visitor.visit(item.get());
        });
  }

  @Override
  public void drop(int table) {
    folder.deleteRange(RowKeys.table(table), RowKeys.table(table + 1));
  }

  @Override
  public void close() {
    folder.close();
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

  private static <T> T decode(byte[] value, Function<ByteReader, T> codec) {
    try {
      return codec.apply(new ByteReader(value));
    } catch (MalformedBytesException malformed) {
      throw new StoreFailedException("the store holds a row that cannot be read", malformed);
    }
  }
}
