package dev.pangaea.conflict.change;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Numbers;
import dev.pangaea.conflict.item.ParsedNumber;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.Mark;
import dev.pangaea.conflict.stamp.SetElements;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Stamps to bytes and back. Each version stands there once, in a list, and is named by its place:
 * many attributes share few versions. Stamps that tell of an expiry name the point right after a
 * version by one more than twice its place, and the version by twice its place.
 */
public final class StampsCodec {
  private static final int NUMBER = 1;
  private static final int COUNTS = 2;
  private static final int BASELINE_IS_COUNTS = 4;
  private static final int MARKS = 8;
  private static final int HIDDEN = 16;

  /** Of a sum of DynamoDB's numbers: 10^126 to 10^-168, and some carries. */
  private static final int SCALE_MAX = 192;

  private static final int UNSCALED_BYTES_MAX = 160;

  private StampsCodec() {}

  public static Bytes encode(Stamps stamps) {
    Places versions = new Places(versions(stamps), stamps.tellsOfExpiry());
    ByteWriter to = new ByteWriter(roomFor(stamps));
    to.varint(versions.each().size());
    versions.each().forEach(version -> ChangeCodec.version(version, to));
    versions.write(stamps.base(), to);
    to.varint(stamps.attributes().size());
    stamps
        .attributes()
        .forEach(
            (name, stamp) -> {
              to.text(name);
              attribute(stamp, versions, to);
            });
    return to.written();
  }

  /**
   * Takes stamps in their one form only: what encodes to other bytes is refused.
   *
   * @param expired whether they tell of an expiry
   */
  static Stamps decode(Bytes bytes, boolean expired) {
    ByteReader from = new ByteReader(bytes);
    try {
      Stamps stamps = read(from, expired);
      from.end();
      boolean inForm = !stamps.isNone() && stamps.tellsOfExpiry() == expired;
      if (inForm && encode(stamps).equals(bytes)) {
        return stamps;
      }
    } catch (IllegalArgumentException refused) {
      throw new MalformedBytesException(refused.getMessage());
    }
    throw new MalformedBytesException("stamps that are not in their one form");
  }

  /** About how many bytes stamps take. */
  public static int roomFor(Stamps stamps) {
    int room = 64;
    for (Map.Entry<String, AttributeStamp> each : stamps.attributes().entrySet()) {
      AttributeStamp stamp = each.getValue();
      room += each.getKey().length() + 32;
      room += 64 * (stamp.counts().size() + stamp.baseline().size());
      for (Bytes element : stamp.marks().keySet()) {
        room += element.length() + 32;
      }
    }
    return room;
  }

  private static Stamps read(ByteReader from, boolean expired) {
    List<Version> listed = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      listed.add(ChangeCodec.version(from));
    }
    Places versions = new Places(listed, expired);
    Version base = versions.read(from);
    TreeMap<String, AttributeStamp> attributes = new TreeMap<>();
    for (int left = from.count(); left > 0; left--) {
      attributes.put(from.text(), attribute(versions, from));
    }
    return new Stamps(base, attributes);
  }

  private static void attribute(AttributeStamp stamp, Places versions, ByteWriter to) {
    boolean same = stamp.baseline().equals(stamp.counts());
    versions.write(stamp.register(), to);
    to.u8(
        (stamp.number().isPresent() ? NUMBER : 0)
            | (stamp.counts().isEmpty() ? 0 : COUNTS)
            | (same ? BASELINE_IS_COUNTS : 0)
            | (stamp.marks().isEmpty() ? 0 : MARKS)
            | (stamp.hidden().isPresent() ? HIDDEN : 0));
    stamp.number().ifPresent(number -> number(number, to));
    if (!stamp.counts().isEmpty()) {
      counts(stamp.counts(), to);
      if (!same) {
        counts(stamp.baseline(), to);
      }
    }
    stamp.hidden().ifPresent(value -> to.bytes(SetElements.encoded(value)));
    if (!stamp.marks().isEmpty()) {
      to.varint(stamp.marks().size());
      stamp
          .marks()
          .forEach(
              (element, mark) -> {
                to.bytes(element);
                versions.write(mark.version(), to);
                to.u8(mark.in() ? 1 : 0);
              });
    }
  }

  private static AttributeStamp attribute(Places versions, ByteReader from) {
    Version register = versions.read(from);
    int parts = from.u8();
    Optional<BigDecimal> number =
        (parts & NUMBER) == 0 ? Optional.empty() : Optional.of(itemNumber(from));
    SortedMap<RegionName, Count> counts = (parts & COUNTS) == 0 ? new TreeMap<>() : counts(from);
    SortedMap<RegionName, Count> baseline =
        (parts & COUNTS) == 0 || (parts & BASELINE_IS_COUNTS) != 0 ? counts : counts(from);
    Optional<AttributeValue> hidden =
        (parts & HIDDEN) == 0 ? Optional.empty() : Optional.of(SetElements.value(from.bytes()));
    TreeMap<Bytes, Mark> marks = new TreeMap<>();
    if ((parts & MARKS) != 0) {
      for (int left = from.count(); left > 0; left--) {
        Bytes element = from.bytes();
        SetElements.value(element);
        marks.put(element, new Mark(versions.read(from), from.u8() == 1));
      }
    }
    return new AttributeStamp(register, number, counts, baseline, marks, hidden);
  }

  private static void counts(SortedMap<RegionName, Count> counts, ByteWriter to) {
    to.varint(counts.size());
    counts.forEach(
        (region, count) -> {
          to.text(region.value());
          to.i64(count.since().packed());
          to.i64(count.time().packed());
          number(count.total(), to);
        });
  }

  private static SortedMap<RegionName, Count> counts(ByteReader from) {
    TreeMap<RegionName, Count> counts = new TreeMap<>();
    for (int left = from.count(); left > 0; left--) {
      RegionName region = ChangeCodec.region(from);
      HybridTime since = new HybridTime(from.i64());
      HybridTime time = new HybridTime(from.i64());
      counts.put(region, new Count(since, time, number(from)));
    }
    return counts;
  }

  private static void number(BigDecimal number, ByteWriter to) {
    to.zigzag(number.scale());
    to.bytes(number.unscaledValue().toByteArray());
  }

  private static BigDecimal number(ByteReader from) {
    long scale = from.zigzag();
    byte[] unscaled = from.bytes().shared();
    if (Math.abs(scale) > SCALE_MAX
        || unscaled.length == 0
        || unscaled.length > UNSCALED_BYTES_MAX) {
      throw new MalformedBytesException("no sum of numbers");
    }
    return new BigDecimal(new BigInteger(unscaled), (int) scale);
  }

  private static BigDecimal itemNumber(ByteReader from) {
    BigDecimal number = number(from);
    if (Numbers.check(number) instanceof ParsedNumber.Valid(BigDecimal canonical)) {
      return canonical;
    }
    throw new MalformedBytesException("no number of an item");
  }

  /** Versions by their places in a list, from 1; 0 is never. */
  private record Places(List<Version> each, boolean doubled) {
    void write(Version version, ByteWriter to) {
      Version write = version.write();
      int place = write.equals(Stamps.NEVER) ? 0 : Collections.binarySearch(each, write) + 1;
      to.varint(doubled ? 2 * place + (version.after() ? 1 : 0) : place);
    }

    Version read(ByteReader from) {
      int said = from.u31();
      int place = doubled ? said / 2 : said;
      if (place > each.size()) {
        throw new MalformedBytesException("a version that is not in the list");
      }
      Version version = place == 0 ? Stamps.NEVER : each.get(place - 1);
      return doubled && said % 2 == 1 ? version.justAfter() : version;
    }
  }

  private static List<Version> versions(Stamps stamps) {
    TreeSet<Version> versions = new TreeSet<>();
    versions.add(stamps.base().write());
    for (AttributeStamp stamp : stamps.attributes().values()) {
      versions.add(stamp.register().write());
      stamp.marks().values().forEach(mark -> versions.add(mark.version()));
    }
    versions.remove(Stamps.NEVER);
    return List.copyOf(versions);
  }
}
