package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What this region has heard of how far the others have taken in each other's writes to a
 * partition, and whose word a tombstone still waits for.
 *
 * <p>A tombstone has seen a deletion and all that came before it. It may be dropped once every
 * other member has said, in its own log and up to there consumed here, that it has taken all of
 * that in too. Then every write that a member made without knowing of the deletion has been
 * consumed here, and every later one has seen the deletion: nothing that is still to come would
 * meet the tombstone and lose. Time says nothing about that. (DESIGN.md, section 4.)
 *
 * <p>A region that held the table once says nothing any more. Of it each member says instead that
 * it has all that was written there; or, of one that is lost, up to when, and what was written
 * later and came to some of them only keeps the tombstones that have seen it.
 *
 * <p>What was heard is not kept over a restart: each member says it again every few seconds.
 */
final class Hearing {
  private final RegionName region;
  private final SortedMap<RegionName, Watermarks> heard = new TreeMap<>();
  private Optional<Roll> roll = Optional.empty();

  Hearing(RegionName region) {
    this.region = region;
  }

  /** Nobody is known to hold the table before this is said. */
  void roll(Roll now) {
    roll = Optional.of(now);
    heard.keySet().retainAll(now.members());
  }

  Optional<Roll> roll() {
    return roll;
  }

  /** A member's word, consumed here in its log. */
  void heard(RegionName member, Watermarks said) {
    if (roll.isPresent() && roll.get().members().contains(member)) {
      heard.put(member, said);
    }
  }

  /**
   * The other regions whose word counts: those that this one knows, and those that they do. One
   * that is let in by another is named in what that one says from then on, which may come before
   * the news of it.
   */
  private SortedSet<RegionName> members(Roll known) {
    TreeSet<RegionName> members = new TreeSet<>(known.members());
    heard.values().forEach(said -> members.addAll(said.members()));
    members.remove(region);
    return members;
  }

  /**
   * The first region whose word is missing before a tombstone may be dropped; empty if none is.
   *
   * @param seen what the tombstone has seen
   * @param taken how far this region itself has taken in the others' logs
   */
  Optional<RegionName> awaited(Context seen, Context taken) {
    if (roll.isEmpty()) {
      return Optional.of(region);
    }
    SortedSet<RegionName> members = members(roll.get());
    for (Map.Entry<RegionName, HybridTime> each : seen.seen().entrySet()) {
      RegionName writer = each.getKey();
      boolean left = !members.contains(writer);
      boolean gone = left && roll.get().gone().contains(writer);
      boolean lost = left && roll.get().lost().contains(writer);
      if (!gone && !writer.equals(region) && !reaches(taken, writer, each.getValue())) {
        return Optional.of(lost ? region : writer);
      }
      for (RegionName member : members) {
        if (!member.equals(writer) && !has(member, writer, each.getValue(), gone || lost)) {
          return Optional.of(member);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a member has said that it has taken in what a writer wrote at a time, or all that one
   * wrote which has left.
   */
  private boolean has(RegionName member, RegionName writer, HybridTime time, boolean left) {
    Watermarks said = heard.get(member);
    return said != null
        && (left && said.gone().contains(writer) || reaches(said.taken(), writer, time));
  }

  /**
   * The time above which no deletion can be forgotten yet, whoever made it: somebody's word is
   * missing for each.
   */
  HybridTime reach(Context taken) {
    if (roll.isEmpty()) {
      return HybridTime.ZERO;
    }
    SortedSet<RegionName> members = members(roll.get());
    HybridTime reach = lowest(region, members, taken);
    for (RegionName writer : members) {
      reach = reach.max(lowest(writer, members, taken));
    }
    return reach;
  }

  /** Up to when all of the others have taken in what one wrote. */
  private HybridTime lowest(RegionName writer, SortedSet<RegionName> members, Context taken) {
    HybridTime lowest =
        writer.equals(region) ? HybridTime.MAX : taken.seen().getOrDefault(writer, HybridTime.ZERO);
    for (RegionName member : members) {
      if (!member.equals(writer)) {
        Watermarks said = heard.get(member);
        HybridTime there =
            said == null
                ? HybridTime.ZERO
                : said.taken().seen().getOrDefault(writer, HybridTime.ZERO);
        lowest = there.compareTo(lowest) < 0 ? there : lowest;
      }
    }
    return lowest;
  }

  private static boolean reaches(Context taken, RegionName writer, HybridTime time) {
    HybridTime to = taken.seen().get(writer);
    return to != null && to.compareTo(time) >= 0;
  }
}
