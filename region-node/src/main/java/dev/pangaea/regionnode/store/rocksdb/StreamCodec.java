package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a store keeps of streams, to bytes and back. */
final class StreamCodec {
  private static final int KIND = 0b11;
  private static final int EXPIRED = 0b100;
  private static final int BEFORE = 0b1000;
  private static final int AFTER = 0b1_0000;

  private StreamCodec() {}

  /** The position is the row's key. */
  static void row(StreamRow row, ByteWriter to) {
    to.u8(
        row.kind().ordinal()
            | (row.expired() ? EXPIRED : 0)
            | (row.before().isPresent() ? BEFORE : 0)
            | (row.after().isPresent() ? AFTER : 0));
    to.varint(row.appendMillis());
    ChangeCodec.version(row.version(), to);
    to.varint(row.key().partitionKeyLength());
    to.bytes(row.key().bytes());
    row.before().ifPresent(item -> to.bytes(item.bytes()));
    row.after().ifPresent(item -> to.bytes(item.bytes()));
  }

  static StreamRow row(byte[] rowKey, ByteReader from) {
    int flags = from.u8();
    if ((flags & KIND) == KIND) {
      throw new MalformedBytesException("no kind of a stream's row has the number " + KIND);
    }
    long appendMillis = from.varint();
    Version version = ChangeCodec.version(from);
    int partitionKeyLength = (int) from.varint();
    EncodedKey key = new EncodedKey(from.bytes(), partitionKeyLength);
    Optional<EncodedItem> before = item((flags & BEFORE) != 0, from);
    Optional<EncodedItem> after = item((flags & AFTER) != 0, from);
    from.end();
    return new StreamRow(
        RowKeys.streamPosition(rowKey),
        appendMillis,
        StreamRow.Kind.values()[flags & KIND],
        key,
        version,
        (flags & EXPIRED) != 0,
        before,
        after);
  }

  private static Optional<EncodedItem> item(boolean there, ByteReader from) {
    return there ? Optional.of(new EncodedItem(from.bytes())) : Optional.empty();
  }

  static void span(StreamSpan span, ByteWriter to) {
    to.varint(span.word().sinceMillis());
    to.text(span.word().view().name());
    to.text(span.table());
    to.varint(span.keys().size());
    span.keys().forEach(to::text);
    position(span.from(), to);
    to.varint(span.fromMillis());
    to.u8(span.isOpen() ? 0 : 1);
    span.end()
        .ifPresent(
            end -> {
              position(end.position(), to);
              to.varint(end.millis());
            });
  }

  static StreamSpan span(ByteReader from) {
    long sinceMillis = from.varint();
    StreamWord word = new StreamWord(sinceMillis, StreamView.valueOf(from.text()));
    String table = from.text();
    List<String> keys = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      keys.add(from.text());
    }
    StreamPosition start = position(from);
    long fromMillis = from.varint();
    Optional<StreamSpan.End> end =
        from.u8() == 0
            ? Optional.empty()
            : Optional.of(new StreamSpan.End(position(from), from.varint()));
    from.end();
    return new StreamSpan(word, table, keys, start, fromMillis, end);
  }

  static void position(StreamPosition position, ByteWriter to) {
    to.varint(position.offset());
    to.varint(position.index());
  }

  static StreamPosition position(ByteReader from) {
    return new StreamPosition(from.varint(), (int) from.varint());
  }
}
