package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Compares what two regions hold of a table, while it is written to. Ranges whose digests are equal
 * at any look are equal; of the others the entries are told one by one. Two entries differ only if
 * each region had heard of all that either has seen, before either was read: then both are the join
 * of the same writes. Everything else is on its way, and looked at again.
 *
 * <p>A tombstone and nothing are the same, since regions drop tombstones when they like; two
 * tombstones are held to be equal like items.
 */
public final class Comparison {
  /** How often a range or a key is looked at before it is called moving. */
  static final int LOOKS_MAX = 12;

  /** Looks at digests alone; what is under way at one of them is seldom so at the next. */
  static final int DIGEST_LOOKS = 4;

  /** Of one range in one region. */
  static final int ENTRIES_MAX = 1_000_000;

  /** After so many ranges in a row of which a region says nothing, the partition's others wait. */
  static final int FAILURES_MAX = 3;

  private final RegionView one;
  private final RegionView other;
  private final RegionName oneName;
  private final RegionName otherName;
  private final Pause pause;

  /** What one look at a range came to. */
  private record Look(List<Difference> differences, long moving, long items) {}

  public Comparison(
      RegionName oneName, RegionView one, RegionName otherName, RegionView other, Pause pause) {
    this.oneName = oneName;
    this.one = one;
    this.otherName = otherName;
    this.other = other;
    this.pause = pause;
  }

  /**
   * Compares by what the regions keep of their ranges, and so reads little. Ranges of which a
   * region does not say enough are unknown.
   */
  public Findings byDigests(TablePartition partition) {
    BitSet open = new BitSet(RangeDigest.RANGES);
    open.set(0, RangeDigest.RANGES);
    BitSet unknown = new BitSet(RangeDigest.RANGES);
    try {
      for (int look = 0; look < DIGEST_LOOKS && !open.isEmpty(); look++) {
        if (look > 0) {
          pause.rest();
        }
        List<RangeDigest> here = one.digests(partition);
        List<RangeDigest> there = other.digests(partition);
        for (int range = 0; range < RangeDigest.RANGES; range++) {
          unknown.set(range, !here.get(range).whole() || !there.get(range).whole());
          if (!unknown.get(range) && areEqual(here.get(range), there.get(range))) {
            open.clear(range);
          }
        }
      }
    } catch (RegionUnavailableException silent) {
      return Findings.unknown(open.cardinality())
          .and(compared(RangeDigest.RANGES - open.cardinality()));
    }
    return compared(RangeDigest.RANGES - open.cardinality())
        .and(each(open.stream().toArray(), range -> byEntries(partition, range, unknown)));
  }

  /** Reads all that both hold: finds also what was changed beneath a node. */
  public Findings byReading(TablePartition partition) {
    return each(
        IntStream.range(0, RangeDigest.RANGES).toArray(), range -> byReading(partition, range));
  }

  private interface OfRange {
    Findings compare(int range) throws RegionUnavailableException;
  }

  private static Findings each(int[] ranges, OfRange comparison) {
    Findings findings = Findings.NONE;
    int failures = 0;
    for (int index = 0; index < ranges.length; index++) {
      if (failures == FAILURES_MAX) {
        return findings.and(Findings.unknown(ranges.length - index));
      }
      try {
        findings = findings.and(comparison.compare(ranges[index])).and(compared(1));
        failures = 0;
      } catch (RegionUnavailableException silent) {
        findings = findings.and(Findings.unknown(1));
        failures++;
      }
    }
    return findings;
  }

  private static Findings compared(int ranges) {
    return new Findings(ranges, 0, List.of(), List.of(), 0, 0);
  }

  /** If only the number of tombstones is not the same, then one region has dropped some. */
  private static boolean areEqual(RangeDigest here, RangeDigest there) {
    return here.items().equals(there.items())
        && (here.tombstones().equals(there.tombstones())
            || here.tombstones().count() != there.tombstones().count());
  }

  private Findings byEntries(TablePartition partition, int range, BitSet unknown)
      throws RegionUnavailableException {
    Findings found = byEntries(partition, range);
    boolean rested = found.differences().isEmpty() && found.isCertain();
    return rested && !unknown.get(range) && stillDiffer(partition, range)
        ? found.and(unfit(partition, range))
        : found;
  }

  private Findings byReading(TablePartition partition, int range)
      throws RegionUnavailableException {
    Optional<RangeReading> here = one.read(partition, range);
    Optional<RangeReading> there = other.read(partition, range);
    Findings findings =
        unfit(oneName, partition, range, here).and(unfit(otherName, partition, range, there));
    boolean equal =
        here.isPresent() && there.isPresent() && here.get().read().equals(there.get().read());
    return equal ? findings : findings.and(byEntries(partition, range));
  }

  /** Compares what is in a range one by one. A difference counts that two looks have shown. */
  private Findings byEntries(TablePartition partition, int range)
      throws RegionUnavailableException {
    Look look = look(partition, range);
    List<Difference> confirmed = List.of();
    for (int looks = 1; !isAtRest(look, confirmed) && looks < LOOKS_MAX; looks++) {
      pause.rest();
      Look next = look(partition, range);
      confirmed = next.differences().stream().filter(look.differences()::contains).toList();
      look = next;
    }
    long moving = look.moving() + look.differences().size() - confirmed.size();
    return new Findings(0, look.items(), confirmed, List.of(), moving, 0);
  }

  private static boolean isAtRest(Look look, List<Difference> confirmed) {
    return look.moving() == 0 && look.differences().size() == confirmed.size();
  }

  /** Of items only: what is dropped of tombstones makes digests differ for a while. */
  private boolean stillDiffer(TablePartition partition, int range)
      throws RegionUnavailableException {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      RangeDigest.Sum here = one.digests(partition).get(range).items();
      if (here.equals(other.digests(partition).get(range).items())) {
        return false;
      }
      pause.rest();
    }
    return true;
  }

  private Findings unfit(TablePartition partition, int range) throws RegionUnavailableException {
    return unfit(oneName, partition, range, one.read(partition, range))
        .and(unfit(otherName, partition, range, other.read(partition, range)));
  }

  private static Findings unfit(
      RegionName region, TablePartition partition, int range, Optional<RangeReading> reading) {
    if (reading.isEmpty()) {
      return new Findings(0, 0, List.of(), List.of(), 0, 1);
    }
    return reading.get().isIntact()
        ? Findings.NONE
        : new Findings(0, 0, List.of(), List.of(new Unfit(region, partition, range)), 0, 0);
  }

  /** What the regions know is asked before what they hold: that is what the rule rests on. */
  private Look look(TablePartition partition, int range) throws RegionUnavailableException {
    Known oneKnows = one.known(partition);
    Known otherKnows = other.known(partition);
    TreeMap<EncodedKey, Entry> here = entries(one, partition, range);
    TreeMap<EncodedKey, Entry> there = entries(other, partition, range);
    List<Difference> differences = new ArrayList<>();
    long moving = 0;
    SortedSet<EncodedKey> keys = new TreeSet<>(here.keySet());
    keys.addAll(there.keySet());
    for (EncodedKey key : keys) {
      Optional<Entry> mine = Optional.ofNullable(here.get(key));
      Optional<Entry> theirs = Optional.ofNullable(there.get(key));
      if (mine.equals(theirs)) {
        continue;
      }
      boolean settled =
          mine.filter(entry -> !Known.settled(entry, oneKnows, otherKnows)).isEmpty()
              && theirs.filter(entry -> !Known.settled(entry, oneKnows, otherKnows)).isEmpty();
      if (!settled) {
        moving++;
      } else if (isThere(mine) || isThere(theirs) || mine.isPresent() && theirs.isPresent()) {
        differences.add(new Difference(partition, range, key, mine, theirs));
      }
    }
    return new Look(differences, moving, here.size() + there.size());
  }

  private static boolean isThere(Optional<Entry> entry) {
    return entry.filter(held -> !held.deleted()).isPresent();
  }

  private static TreeMap<EncodedKey, Entry> entries(
      RegionView region, TablePartition partition, int range) throws RegionUnavailableException {
    TreeMap<EncodedKey, Entry> entries = new TreeMap<>();
    Optional<Bytes> from = Optional.of(Bytes.EMPTY);
    while (from.isPresent()) {
      EntryPage page = region.entries(partition, range, from.get());
      page.entries().forEach(entry -> entries.put(entry.key(), entry));
      from = page.next();
      if (entries.size() > ENTRIES_MAX) {
        throw new RegionUnavailableException(
            "%s, range %d holds more than can be told at once".formatted(partition, range));
      }
    }
    return entries;
  }
}
