package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridTime;

/**
 * Whether a region is to hold a global table. Of two statements about a region the later one holds.
 *
 * @param since when it was said
 */
record Member(boolean present, HybridTime since) {
  Member later(Member other) {
    return other.since.compareTo(since) > 0 ? other : this;
  }
}
