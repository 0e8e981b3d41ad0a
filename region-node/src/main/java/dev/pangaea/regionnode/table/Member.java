package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import java.util.Collection;

/**
 * Whether a region is to hold a global table. Of two statements about a region the later one holds.
 *
 * @param since when it was said
 */
record Member(boolean present, HybridTime since) {
  /** A time above all that has been said. */
  static HybridTime now(Collection<Member> said, long wallMillis) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    said.forEach(member -> clock.observe(member.since()));
    return clock.next(wallMillis);
  }

  Member later(Member other) {
    return other.since.compareTo(since) > 0 ? other : this;
  }
}
