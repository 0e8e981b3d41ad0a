package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parts that records, deliveries and stored items share: versions, contexts, contents, changes,
 * positions, progress. Items are carried, not looked into: {@link EncodedItem#decode} is where
 * their bytes are checked.
 */
public final class ChangeCodec {
  private static final int DELETED = 0;
  private static final int PRESENT = 1;
  private static final int DELETED_STAMPED = 2;
  private static final int PRESENT_STAMPED = 3;

  /** With stamps that tell of an expiry. */
  private static final int DELETED_EXPIRED = 4;

  private static final int PRESENT_EXPIRED = 5;

  /** Enough for a change without its content, but for long keys and contexts of many regions. */
  private static final int CHANGE_ROOM = 160;

  private ChangeCodec() {}

  public static void version(Version version, ByteWriter to) {
    to.i64(version.time().packed());
    to.text(version.region().value());
  }

  public static Version version(ByteReader from) {
    HybridTime time = new HybridTime(from.i64());
    return new Version(time, region(from));
  }

  public static void context(Context context, ByteWriter to) {
    to.varint(context.seen().size());
    for (Map.Entry<RegionName, HybridTime> entry : context.seen().entrySet()) {
      to.text(entry.getKey().value());
      to.i64(entry.getValue().packed());
    }
  }

  public static Context context(ByteReader from) {
    TreeMap<RegionName, HybridTime> seen = new TreeMap<>();
    for (int left = from.count(); left > 0; left--) {
      RegionName region = region(from);
      if (!seen.isEmpty() && seen.lastKey().compareTo(region) >= 0) {
        throw new MalformedBytesException("regions that do not ascend in a context");
      }
      seen.put(region, new HybridTime(from.i64()));
    }
    return new Context(seen);
  }

  public static void skipVersion(ByteReader from) {
    from.i64();
    from.skip(from.count());
  }

  public static void skipContext(ByteReader from) {
    for (int left = from.count(); left > 0; left--) {
      from.skip(from.count());
      from.i64();
    }
  }

  public static void content(Content content, Stamps stamps, ByteWriter to) {
    boolean stamped = !stamps.isNone();
    boolean expired = stamps.tellsOfExpiry();
    switch (content) {
      case Content.Deleted() ->
          to.u8(expired ? DELETED_EXPIRED : stamped ? DELETED_STAMPED : DELETED);
      case Content.Present(EncodedItem item) -> {
        to.u8(expired ? PRESENT_EXPIRED : stamped ? PRESENT_STAMPED : PRESENT);
        to.bytes(item.bytes());
      }
    }
    if (stamped) {
      to.bytes(StampsCodec.encode(stamps));
    }
  }

  public static Stamped stamped(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case DELETED -> new Stamped(new Content.Deleted(), Stamps.NONE);
      case PRESENT -> new Stamped(present(from), Stamps.NONE);
      case DELETED_STAMPED -> new Stamped(new Content.Deleted(), stamps(from, false));
      case PRESENT_STAMPED -> new Stamped(present(from), stamps(from, false));
      case DELETED_EXPIRED -> new Stamped(new Content.Deleted(), stamps(from, true));
      case PRESENT_EXPIRED -> new Stamped(present(from), stamps(from, true));
      default -> throw new MalformedBytesException("no content has the tag " + tag);
    };
  }

  /** Reads a content that nothing is read after, and leaves its stamps unread. */
  public static Content content(ByteReader from) {
    int tag = from.u8();
    return switch (tag) {
      case DELETED, DELETED_STAMPED, DELETED_EXPIRED -> new Content.Deleted();
      case PRESENT, PRESENT_STAMPED, PRESENT_EXPIRED -> present(from);
      default -> throw new MalformedBytesException("no content has the tag " + tag);
    };
  }

  private static Stamps stamps(ByteReader from, boolean expired) {
    return StampsCodec.decode(from.bytes(), expired);
  }

  private static Content present(ByteReader from) {
    return new Content.Present(new EncodedItem(from.bytes()));
  }

  /** About how many bytes a content takes, so that a writer need not grow. */
  public static int roomFor(Content content, Stamps stamps) {
    int room = stamps.isNone() ? 0 : StampsCodec.roomFor(stamps);
    return switch (content) {
      case Content.Deleted() -> 1 + room;
      case Content.Present(EncodedItem item) -> item.bytes().length() + 4 + room;
    };
  }

  static int roomFor(List<Change> changes) {
    int room = 0;
    for (Change change : changes) {
      room += CHANGE_ROOM + roomFor(change.content(), change.stamps());
    }
    return room;
  }

  static void change(Change change, ByteWriter to) {
    to.bytes(change.key().bytes());
    version(change.version(), to);
    context(change.context(), to);
    content(change.content(), change.stamps(), to);
  }

  static Change change(ByteReader from) {
    EncodedKey key = EncodedKey.parse(from.bytes());
    Version version = version(from);
    Context context = context(from);
    checkCovers(context, version);
    Stamped stamped = stamped(from);
    return new Change(key, version, context, stamped.content(), stamped.stamps());
  }

  /** The check that {@link Change} and stored items make of what is written, for what is read. */
  public static void checkCovers(Context context, Version version) {
    if (!context.covers(version)) {
      throw new MalformedBytesException("a context that does not cover the version " + version);
    }
  }

  static void changes(List<Change> changes, ByteWriter to) {
    to.varint(changes.size());
    changes.forEach(change -> change(change, to));
  }

  static List<Change> changes(ByteReader from) {
    List<Change> changes = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      changes.add(change(from));
    }
    return changes;
  }

  static void recordId(RecordId id, ByteWriter to) {
    to.i64(id.writer());
    to.varint(id.sequence());
  }

  static RecordId recordId(ByteReader from) {
    return new RecordId(from.i64(), from.varint());
  }

  public static void position(Position position, ByteWriter to) {
    to.u63(position.nextOffset());
    recordId(position.head(), to);
  }

  public static Position position(ByteReader from) {
    return new Position(from.u63(), recordId(from));
  }

  public static void progress(Progress progress, ByteWriter to) {
    to.text(progress.source().value());
    to.text(progress.log());
    position(progress.position(), to);
    to.i64(progress.watermark().clock().packed());
    to.varint(progress.watermark().appendMillis());
  }

  public static Progress progress(ByteReader from) {
    RegionName source = region(from);
    String log = from.text();
    Position position = position(from);
    return new Progress(
        source, log, position, new Watermark(new HybridTime(from.i64()), from.varint()));
  }

  static void watermarks(Watermarks watermarks, ByteWriter to) {
    context(watermarks.taken(), to);
    regions(watermarks.members(), to);
    regions(watermarks.gone(), to);
  }

  private static void regions(SortedSet<RegionName> regions, ByteWriter to) {
    to.varint(regions.size());
    regions.forEach(region -> to.text(region.value()));
  }

  static Watermarks watermarks(ByteReader from) {
    return new Watermarks(context(from), regions(from), regions(from));
  }

  private static SortedSet<RegionName> regions(ByteReader from) {
    TreeSet<RegionName> regions = new TreeSet<>();
    for (int left = from.count(); left > 0; left--) {
      RegionName region = region(from);
      if (!regions.isEmpty() && regions.last().compareTo(region) >= 0) {
        throw new MalformedBytesException("regions that do not ascend in watermarks");
      }
      regions.add(region);
    }
    return regions;
  }

  static RegionName region(ByteReader from) {
    String name = from.text();
    try {
      return new RegionName(name);
    } catch (IllegalArgumentException refused) {
      throw new MalformedBytesException(refused.getMessage());
    }
  }
}
