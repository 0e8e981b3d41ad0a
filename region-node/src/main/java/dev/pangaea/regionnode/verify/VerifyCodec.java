package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ChangeCodec;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.ItemStateCodec;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.ItemDigest;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What a region is asked and answers, to bytes and back. Both ends are of one version. */
public final class VerifyCodec {
  private static final int FORMAT = 1;

  private VerifyCodec() {}

  public static Bytes tables(RegionTables tables) {
    return written(
        tables,
        (value, to) -> {
          to.text(value.region().value());
          list(value.tables(), VerifyCodec::table, to);
        });
  }

  public static RegionTables tables(Bytes bytes) {
    return read(
        bytes,
        from -> new RegionTables(new RegionName(from.text()), list(VerifyCodec::table, from)));
  }

  public static Bytes known(Known known) {
    return written(
        known,
        (value, to) ->
            list(
                List.copyOf(value.upTo().entrySet()),
                (entry, into) -> {
                  into.text(entry.getKey().value());
                  into.i64(entry.getValue().packed());
                },
                to));
  }

  public static Known known(Bytes bytes) {
    return read(
        bytes,
        from -> {
          TreeMap<RegionName, HybridTime> upTo = new TreeMap<>();
          for (int left = from.count(); left > 0; left--) {
            upTo.put(new RegionName(from.text()), new HybridTime(from.i64()));
          }
          return new Known(upTo);
        });
  }

  public static Bytes digests(List<RangeDigest> digests) {
    return written(digests, (value, to) -> list(value, VerifyCodec::digest, to));
  }

  public static List<RangeDigest> digests(Bytes bytes) {
    return read(bytes, from -> list(VerifyCodec::digest, from));
  }

  public static Bytes page(EntryPage page) {
    return written(
        page,
        (value, to) -> {
          list(value.entries(), VerifyCodec::entry, to);
          optional(value.next(), (next, into) -> into.bytes(next), to);
        });
  }

  public static EntryPage page(Bytes bytes) {
    return read(
        bytes,
        from -> new EntryPage(list(VerifyCodec::entry, from), optional(ByteReader::bytes, from)));
  }

  public static Bytes reading(Optional<RangeReading> reading) {
    return written(
        reading,
        (value, to) ->
            optional(
                value,
                (found, into) -> {
                  digest(found.kept(), into);
                  digest(found.read(), into);
                },
                to));
  }

  public static Optional<RangeReading> reading(Bytes bytes) {
    return read(bytes, all -> optional(from -> new RangeReading(digest(from), digest(from)), all));
  }

  public static Bytes state(Optional<Change> state) {
    return written(state, (value, to) -> optional(value, VerifyCodec::change, to));
  }

  public static Optional<Change> state(Bytes bytes) {
    return read(bytes, from -> optional(VerifyCodec::change, from));
  }

  public static Bytes dropped(long dropped) {
    return written(dropped, (value, to) -> to.u63(value));
  }

  public static long dropped(Bytes bytes) {
    return read(bytes, ByteReader::u63);
  }

  public static Bytes changes(List<Change> changes) {
    return written(changes, (value, to) -> list(value, VerifyCodec::change, to));
  }

  public static List<Change> changes(Bytes bytes) {
    return read(bytes, from -> list(VerifyCodec::change, from));
  }

  private static void table(RegionTables.Table table, ByteWriter to) {
    to.text(table.name());
    to.varint(table.partitions());
    list(table.replicas(), (region, into) -> into.text(region.value()), to);
  }

  private static RegionTables.Table table(ByteReader from) {
    return new RegionTables.Table(
        from.text(), from.u31(), list(each -> new RegionName(each.text()), from));
  }

  private static void digest(RangeDigest digest, ByteWriter to) {
    sum(digest.items(), to);
    sum(digest.tombstones(), to);
    optional(digest.next(), (next, into) -> into.bytes(next), to);
  }

  private static RangeDigest digest(ByteReader from) {
    return new RangeDigest(sum(from), sum(from), optional(ByteReader::bytes, from));
  }

  private static void sum(RangeDigest.Sum sum, ByteWriter to) {
    to.i64(sum.count());
    to.i64(sum.high());
    to.i64(sum.low());
  }

  private static RangeDigest.Sum sum(ByteReader from) {
    return new RangeDigest.Sum(from.i64(), from.i64(), from.i64());
  }

  private static void entry(Entry entry, ByteWriter to) {
    to.bytes(entry.key().bytes());
    ChangeCodec.version(entry.version(), to);
    ChangeCodec.context(entry.context(), to);
    to.u8(entry.deleted() ? 1 : 0);
    to.i64(entry.digest().high());
    to.i64(entry.digest().low());
  }

  private static Entry entry(ByteReader from) {
    EncodedKey key = EncodedKey.parse(from.bytes());
    Version version = ChangeCodec.version(from);
    Context context = ChangeCodec.context(from);
    boolean deleted = from.u8() == 1;
    return new Entry(key, version, context, deleted, new ItemDigest(from.i64(), from.i64()));
  }

  private static void change(Change change, ByteWriter to) {
    to.bytes(change.key().bytes());
    ItemStateCodec.write(ItemState.of(change), to);
  }

  private static Change change(ByteReader from) {
    EncodedKey key = EncodedKey.parse(from.bytes());
    return ItemStateCodec.read(from).asChange(key);
  }

  private static <T> Bytes written(T value, BiConsumer<T, ByteWriter> codec) {
    ByteWriter to = new ByteWriter(1024);
    to.u8(FORMAT);
    codec.accept(value, to);
    return to.written();
  }

  private static <T> T read(Bytes bytes, Function<ByteReader, T> codec) {
    ByteReader from = new ByteReader(bytes);
    from.format(FORMAT);
    T value = codec.apply(from);
    from.end();
    return value;
  }

  private static <T> void list(List<T> values, BiConsumer<T, ByteWriter> codec, ByteWriter to) {
    to.varint(values.size());
    values.forEach(value -> codec.accept(value, to));
  }

  private static <T> List<T> list(Function<ByteReader, T> codec, ByteReader from) {
    List<T> values = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      values.add(codec.apply(from));
    }
    return values;
  }

  private static <T> void optional(
      Optional<T> value, BiConsumer<T, ByteWriter> codec, ByteWriter to) {
    to.u8(value.isPresent() ? 1 : 0);
    value.ifPresent(present -> codec.accept(present, to));
  }

  private static <T> Optional<T> optional(Function<ByteReader, T> codec, ByteReader from) {
    return from.u8() == 0 ? Optional.empty() : Optional.of(codec.apply(from));
  }
}
