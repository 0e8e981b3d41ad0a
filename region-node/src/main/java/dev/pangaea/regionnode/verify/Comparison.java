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

  /** Compares by what the regions keep of their ranges, and so reads little. */
  public Findings byDigests(TablePartition partition) throws RegionUnavailableException {
    BitSet open = new BitSet(RangeDigest.RANGES);
    open.set(0, RangeDigest.RANGES);
    BitSet unknown = new BitSet(RangeDigest.RANGES);
    for (int look = 0; look < DIGEST_LOOKS && !open.isEmpty(); look++) {
      if (look > 0) {
        pause.rest();
      }
      List<RangeDigest> here = one.digests(partition);
      List<RangeDigest> there = other.digests(partition);
      for (int range = 0; range < RangeDigest.RANGES; range++) {
        unknown.set(range, !here.get(range).whole() || !there.get(range).whole());
        if (!unknown.get(range) && here.get(range).equals(there.get(range))) {
          open.clear(range);
        }
      }
    }
    Findings findings = new Findings(RangeDigest.RANGES, 0, List.of(), List.of(), 0, 0);
    for (int range = open.nextSetBit(0); range >= 0; range = open.nextSetBit(range + 1)) {
      Findings found = byEntries(partition, range);
      boolean rested = found.differences().isEmpty() && found.isCertain();
      if (rested && !unknown.get(range) && stillDiffer(partition, range)) {
        found = found.and(unfit(partition, range));
      }
      findings = findings.and(found);
    }
    return findings;
  }

  /** Reads all that both hold: finds also what was changed beneath a node. */
  public Findings byReading(TablePartition partition, int range) throws RegionUnavailableException {
    Optional<RangeReading> here = one.read(partition, range);
    Optional<RangeReading> there = other.read(partition, range);
    Findings findings =
        new Findings(1, 0, List.of(), List.of(), 0, 0)
            .and(unfit(oneName, partition, range, here))
            .and(unfit(otherName, partition, range, there));
    boolean equal =
        here.isPresent() && there.isPresent() && here.get().read().equals(there.get().read());
    return equal ? findings : findings.and(byEntries(partition, range));
  }

  /** Compares what is in a range one by one. */
  public Findings byEntries(TablePartition partition, int range) throws RegionUnavailableException {
    Look look = look(partition, range);
    for (int looks = 1; look.moving() > 0 && looks < LOOKS_MAX; looks++) {
      pause.rest();
      look = look(partition, range);
    }
    return new Findings(0, look.items(), look.differences(), List.of(), look.moving(), 0);
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
