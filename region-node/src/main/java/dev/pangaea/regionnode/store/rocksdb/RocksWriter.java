package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.TransactionCodec;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Turns batches into writes, and starts a flush when the last one is too long ago. One thread. */
final class RocksWriter {
  private final RocksFolder folder;
  private final long flushEveryNanos;
  private final ByteWriter value = new ByteWriter(4096);
  private ByteBuffer nativeKey = ByteBuffer.allocateDirect(4096);
  private ByteBuffer nativeValue = ByteBuffer.allocateDirect(64 << 10);
  private long flushedNanos = System.nanoTime();

  RocksWriter(RocksFolder folder, Duration flushEvery) {
    this.folder = folder;
    this.flushEveryNanos = flushEvery.toNanos();
  }

  void commit(StoreBatch batch) {
    folder.write(
        rows -> {
          for (Entry entry : batch.entries()) {
            add(entry, rows);
          }
        });
    long now = System.nanoTime();
    if (now - flushedNanos >= flushEveryNanos) {
      flushedNanos = now;
      folder.flushBehind();
    }
  }

  private void add(Entry entry, WriteBatch rows) throws RocksDBException {
    value.reset();
    byte[] rowKey = describe(entry);
    if (entry instanceof Entry.TrimStream trim) {
      rows.deleteRange(
          RowKeys.streamRow(trim.partition(), trim.from()),
          RowKeys.streamRow(trim.partition(), trim.before()));
    }
    nativeKey = roomFor(rowKey.length, nativeKey).put(rowKey).flip();
    nativeValue = roomFor(value.length(), nativeValue);
    value.copyTo(nativeValue);
    if (entry instanceof StoreBatch.Deletion) {
      rows.delete(nativeKey);
    } else {
      rows.put(nativeKey, nativeValue.flip());
    }
  }

  private static ByteBuffer roomFor(int bytes, ByteBuffer buffer) {
    return bytes <= buffer.capacity()
        ? buffer.clear()
        : ByteBuffer.allocateDirect(Math.max(bytes, 2 * buffer.capacity()));
  }

  /** Writes the entry's value, if it has one; returns its key. */
  private byte[] describe(Entry entry) {
    return switch (entry) {
      case Entry.PutItem put -> {
        RowCodec.item(put.key(), put.state(), value);
        yield RowKeys.item(put.partition(), put.key());
      }
      case Entry.DeleteItem delete -> RowKeys.item(delete.partition(), delete.key());
      case Entry.PutTombstone put -> {
        RowCodec.tombstone(put.tombstone(), value);
        yield RowKeys.tombstone(put.partition(), put.tombstone());
      }
      case Entry.DeleteTombstone delete ->
          RowKeys.tombstone(delete.partition(), delete.tombstone());
      case Entry.PutDeletions put -> {
        RowCodec.deletions(put.deletions(), value);
        yield RowKeys.deletions(put.partition());
      }
      case Entry.PutApplied put -> {
        RowCodec.applied(put.applied(), value);
        yield RowKeys.applied(put.partition());
      }
      case Entry.PutProgress put -> {
        ChangeCodec.progress(put.progress(), value);
        yield RowKeys.progress(put.partition(), put.progress().source());
      }
      case Entry.PutRefused put -> {
        RowCodec.refused(put.refused(), value);
        yield RowKeys.decided(
            put.partition(), RowKeys.REFUSED, put.refused().offset(), put.refused().index());
      }
      case Entry.DeleteRefused delete ->
          RowKeys.decided(delete.partition(), RowKeys.REFUSED, delete.offset(), delete.index());
      case Entry.PutIndexRow put -> {
        byte[] item = put.row().item().bytes().shared();
        value.raw(item, 0, item.length);
        yield RowKeys.index(put.partition().table(), put.index(), put.row().position());
      }
      case Entry.DeleteIndexRow delete ->
          RowKeys.index(delete.partition().table(), delete.index(), delete.position());
      case Entry.PutIndexState put -> {
        RowCodec.indexState(put.state(), value);
        yield RowKeys.indexState(put.partition(), put.index());
      }
      case Entry.PutDigest put -> {
        RowCodec.digest(put.digest(), value);
        yield RowKeys.digest(put.partition(), put.range());
      }
      case Entry.PutTransaction put -> {
        TransactionCodec.transaction(put.transaction(), value);
        yield RowKeys.transaction(put.id());
      }
      case Entry.DeleteTransaction delete -> RowKeys.transaction(delete.id());
      case Entry.PutToken put -> {
        RowCodec.token(put.token(), value);
        yield RowKeys.token(put.token().token().text());
      }
      case Entry.DeleteToken delete -> RowKeys.token(delete.text());
      case Entry.PutStreamSpan put -> {
        StreamCodec.span(put.span(), value);
        yield RowKeys.streamSpan(put.partition(), put.span().word().sinceMillis());
      }
      case Entry.DeleteStreamSpan delete ->
          RowKeys.streamSpan(delete.partition(), delete.sinceMillis());
      case Entry.PutStreamRow put -> {
        StreamCodec.row(put.row(), value);
        yield RowKeys.streamRow(put.partition(), put.row().position());
      }
      case Entry.TrimStream trim -> {
        StreamCodec.position(trim.before(), value);
        yield RowKeys.streamTrim(trim.partition());
      }
      case Entry.ForgetStreamTrim forget -> RowKeys.streamTrim(forget.partition());
    };
  }
}
