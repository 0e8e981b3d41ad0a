package dev.pangaea.regionnode.backup.files;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.change.TransactionCodec;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.ItemStateCodec;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.List;
import java.util.Optional;

/** Rows to bytes and back: a number for the kind, then the row. */
final class RowCodec {
  private static final int STANDING = 1;
  private static final int TAKEN = 2;
  private static final int KEPT_ASIDE = 3;
  private static final int PENDING = 4;
  private static final int HELD = 5;

  private RowCodec() {}

  static void write(Row row, ByteWriter to) {
    switch (row) {
      case Row.Standing(Applied applied, Deletions deletions) -> {
        to.u8(STANDING);
        ChangeCodec.position(applied.position(), to);
        to.i64(applied.clock().packed());
        to.varint(applied.items());
        to.varint(applied.itemBytes());
        to.varint(applied.conflicts());
        to.varint(applied.nextTransactions());
        to.varint(deletions.kept());
        to.varint(deletions.dropped());
        ChangeCodec.context(deletions.floor(), to);
      }
      case Row.Taken taken -> {
        to.u8(TAKEN);
        ChangeCodec.progress(taken.progress(), to);
      }
      case Row.KeptAside(RefusedChange refused) -> {
        to.u8(KEPT_ASIDE);
        to.u63(refused.offset());
        to.u63(refused.index());
        to.u63(refused.sinceMillis());
        key(refused.change().key(), to);
        ItemStateCodec.write(ItemState.of(refused.change()), to);
      }
      case Row.Pending(TransactionId id, Transaction.Part part) -> {
        to.u8(PENDING);
        to.u63(id.offset());
        to.u63(id.index());
        TransactionCodec.transaction(new Transaction(Optional.empty(), List.of(part)), to);
      }
      case Row.Held(EncodedKey key, ItemState state) -> {
        to.u8(HELD);
        key(key, to);
        ItemStateCodec.write(state, to);
      }
    }
  }

  /** Throws MalformedBytesException at what is no row. */
  static Row read(ByteReader from) {
    int kind = from.u8();
    return switch (kind) {
      case STANDING ->
          new Row.Standing(
              new Applied(
                  ChangeCodec.position(from),
                  new HybridTime(from.i64()),
                  from.varint(),
                  from.varint(),
                  from.varint(),
                  from.varint()),
              new Deletions(from.varint(), from.varint(), ChangeCodec.context(from)));
      case TAKEN -> new Row.Taken(ChangeCodec.progress(from));
      case KEPT_ASIDE -> {
        long offset = from.u63();
        int index = from.u31();
        long sinceMillis = from.u63();
        EncodedKey key = key(from);
        yield new Row.KeptAside(
            new RefusedChange(offset, index, sinceMillis, ItemStateCodec.read(from).asChange(key)));
      }
      case PENDING -> {
        TransactionId id = new TransactionId(from.u63(), from.u31());
        yield new Row.Pending(id, TransactionCodec.transaction(from).parts().getFirst());
      }
      case HELD -> new Row.Held(key(from), ItemStateCodec.read(from));
      default -> throw new MalformedBytesException("no kind of row: " + kind);
    };
  }

  private static void key(EncodedKey key, ByteWriter to) {
    to.varint(key.partitionKeyLength());
    to.bytes(key.bytes());
  }

  private static EncodedKey key(ByteReader from) {
    int partitionKeyLength = from.u31();
    return new EncodedKey(from.bytes(), partitionKeyLength);
  }
}
