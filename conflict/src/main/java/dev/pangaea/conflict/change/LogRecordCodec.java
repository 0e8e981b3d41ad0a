package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Log records to bytes and back. The first byte is the format, so that later formats can be told
 * apart.
 */
public final class LogRecordCodec {
  static final int FORMAT = 1;
  private static final int NOOP = 0;
  private static final int WRITES = 1;
  private static final int ARRIVALS = 2;
  private static final int COPY = 3;
  private static final int TRANSACTIONS = 4;
  private static final int PART = 5;
  private static final int TOLD = 6;
  private static final int DROPPED = 7;

  /** A copy of a region that has dropped tombstones. */
  private static final int COPY_ABOVE = 8;

  private static final int RELEASED = 10;

  private static final int RESTORATION = 9;
  private static final int STREAMING = 11;
  private static final int NO_STREAM = 0;

  /** Enough for a record without its changes. */
  private static final int RECORD_ROOM = 128;

  private static final int TOMBSTONE_ROOM = 64;

  private LogRecordCodec() {}

  public static Bytes encode(LogRecord record) {
    ByteWriter to = new ByteWriter(RECORD_ROOM + roomFor(record.body()));
    encode(record, to);
    return to.written();
  }

  public static void encode(LogRecord record, ByteWriter to) {
    to.u8(FORMAT);
    ChangeCodec.recordId(record.id(), to);
    ChangeCodec.recordId(record.previous(), to);
    to.i64(record.clock().packed());
    body(record.body(), to);
  }

  public static LogRecord decode(Bytes bytes) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    RecordId id = ChangeCodec.recordId(from);
    RecordId previous = ChangeCodec.recordId(from);
    HybridTime clock = new HybridTime(from.i64());
    Body body = body(from);
    from.end();
    return new LogRecord(id, previous, clock, body);
  }

  private static int roomFor(Body body) {
    return switch (body) {
      case Body.Noop() -> 0;
      case Body.Writes(List<Change> changes) -> ChangeCodec.roomFor(changes);
      case Body.Arrivals(Progress _, List<Arrival> arrivals) ->
          ChangeCodec.roomFor(arrivals.stream().map(Arrival::change).toList());
      case Body.Copy(RegionName _, Context _, List<Change> changes) -> ChangeCodec.roomFor(changes);
      case Body.Transactions(List<Transaction> transactions) ->
          TransactionCodec.roomFor(transactions);
      case Body.Part(long _, List<Change> changes) -> ChangeCodec.roomFor(changes);
      case Body.Told told -> RECORD_ROOM;
      case Body.Streaming streaming -> RECORD_ROOM;
      case Body.Released(List<Arrival> arrivals) ->
          ChangeCodec.roomFor(arrivals.stream().map(Arrival::change).toList());
      case Body.Dropped(Context _, List<Tombstone> tombstones) ->
          RECORD_ROOM + tombstones.size() * TOMBSTONE_ROOM;
      case Body.Restoration(ConflictAt _, Change change) -> ChangeCodec.roomFor(List.of(change));
    };
  }

  private static void body(Body body, ByteWriter to) {
    switch (body) {
      case Body.Noop() -> to.u8(NOOP);
      case Body.Writes(List<Change> changes) -> {
        to.u8(WRITES);
        ChangeCodec.changes(changes, to);
      }
      case Body.Arrivals(Progress progress, List<Arrival> arrivals) -> {
        to.u8(ARRIVALS);
        ChangeCodec.progress(progress, to);
        arrivals(arrivals, to);
      }
      case Body.Copy(RegionName joining, Context floor, List<Change> changes) -> {
        to.u8(floor.isEmpty() ? COPY : COPY_ABOVE);
        to.text(joining.value());
        if (!floor.isEmpty()) {
          ChangeCodec.context(floor, to);
        }
        ChangeCodec.changes(changes, to);
      }
      case Body.Transactions(List<Transaction> transactions) -> {
        to.u8(TRANSACTIONS);
        to.varint(transactions.size());
        transactions.forEach(transaction -> TransactionCodec.transaction(transaction, to));
      }
      case Body.Part(long nextTransactions, List<Change> changes) -> {
        to.u8(PART);
        to.u63(nextTransactions);
        ChangeCodec.changes(changes, to);
      }
      case Body.Released(List<Arrival> arrivals) -> {
        to.u8(RELEASED);
        arrivals(arrivals, to);
      }
      case Body.Told(Watermarks watermarks) -> {
        to.u8(TOLD);
        ChangeCodec.watermarks(watermarks, to);
      }
      case Body.Dropped(Context floor, List<Tombstone> tombstones) -> {
        to.u8(DROPPED);
        ChangeCodec.context(floor, to);
        to.varint(tombstones.size());
        for (Tombstone tombstone : tombstones) {
          to.bytes(tombstone.key().bytes());
          ChangeCodec.version(tombstone.version(), to);
        }
      }
      case Body.Restoration(ConflictAt conflict, Change change) -> {
        to.u8(RESTORATION);
        to.u63(conflict.decidedMillis());
        to.u63(conflict.offset());
        to.u63(conflict.index());
        ChangeCodec.change(change, to);
      }
      case Body.Streaming(Optional<StreamWord> stream) -> {
        to.u8(STREAMING);
        to.u8(stream.map(word -> tag(word.view())).orElse(NO_STREAM));
        stream.ifPresent(word -> to.u63(word.sinceMillis()));
      }
    }
  }

  private static Body body(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case NOOP -> new Body.Noop();
      case WRITES -> new Body.Writes(ChangeCodec.changes(from));
      case ARRIVALS -> new Body.Arrivals(ChangeCodec.progress(from), arrivals(from));
      case COPY ->
          new Body.Copy(ChangeCodec.region(from), Context.EMPTY, ChangeCodec.changes(from));
      case COPY_ABOVE -> {
        RegionName joining = ChangeCodec.region(from);
        Context floor = ChangeCodec.context(from);
        if (floor.isEmpty()) {
          throw new MalformedBytesException("a copy above a floor of nothing");
        }
        yield new Body.Copy(joining, floor, ChangeCodec.changes(from));
      }
      case TRANSACTIONS -> {
        List<Transaction> transactions = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
          transactions.add(TransactionCodec.transaction(from));
        }
        yield new Body.Transactions(transactions);
      }
      case PART -> new Body.Part(from.u63(), ChangeCodec.changes(from));
      case RELEASED -> new Body.Released(arrivals(from));
      case TOLD -> new Body.Told(ChangeCodec.watermarks(from));
      case DROPPED -> {
        Context floor = ChangeCodec.context(from);
        List<Tombstone> tombstones = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
          EncodedKey key = EncodedKey.parse(from.bytes());
          tombstones.add(new Tombstone(key, ChangeCodec.version(from)));
        }
        yield new Body.Dropped(floor, tombstones);
      }
      case RESTORATION -> {
        ConflictAt conflict = new ConflictAt(from.u63(), from.u63(), from.u31());
        yield new Body.Restoration(conflict, ChangeCodec.change(from));
      }
      case STREAMING -> new Body.Streaming(stream(from));
      default -> throw new MalformedBytesException("no record body has the tag " + tag);
    };
  }

  private static void arrivals(List<Arrival> arrivals, ByteWriter to) {
    to.varint(arrivals.size());
    for (Arrival arrival : arrivals) {
      to.u8(tag(arrival.standing()));
      ChangeCodec.change(arrival.change(), to);
    }
  }

  private static List<Arrival> arrivals(ByteReader from) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      Standing standing = standing(from.u8());
      arrivals.add(new Arrival(ChangeCodec.change(from), standing));
    }
    return arrivals;
  }

  private static Optional<StreamWord> stream(ByteReader from) {
    int view = from.u8();
    return view == NO_STREAM
        ? Optional.empty()
        : Optional.of(new StreamWord(from.u63(), view(view)));
  }

  private static int tag(StreamView view) {
    return switch (view) {
      case KEYS_ONLY -> 1;
      case NEW_IMAGE -> 2;
      case OLD_IMAGE -> 3;
      case NEW_AND_OLD_IMAGES -> 4;
    };
  }

  private static StreamView view(int tag) {
    return switch (tag) {
      case 1 -> StreamView.KEYS_ONLY;
      case 2 -> StreamView.NEW_IMAGE;
      case 3 -> StreamView.OLD_IMAGE;
      case 4 -> StreamView.NEW_AND_OLD_IMAGES;
      default -> throw new MalformedBytesException("no view of a stream has the tag " + tag);
    };
  }

  private static int tag(Standing standing) {
    return switch (standing) {
      case NEWER -> 1;
      case CONFLICT_WON -> 2;
      case CONFLICT_LOST -> 3;
      case MERGED -> 4;
      case REFUSED -> 5;
      case CONFLICT_MERGED -> 6;
    };
  }

  private static Standing standing(int tag) {
    return switch (tag) {
      case 1 -> Standing.NEWER;
      case 2 -> Standing.CONFLICT_WON;
      case 3 -> Standing.CONFLICT_LOST;
      case 4 -> Standing.MERGED;
      case 5 -> Standing.REFUSED;
      case 6 -> Standing.CONFLICT_MERGED;
      default -> throw new MalformedBytesException("no standing has the tag " + tag);
    };
  }
}
