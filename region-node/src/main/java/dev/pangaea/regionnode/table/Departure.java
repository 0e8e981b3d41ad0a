package dev.pangaea.regionnode.table;

import java.util.List;

/**
 * How a region's log of a table ends that it is about to drop. It takes no more writes.
 *
 * @param ends one past the last of its writes, by partition
 * @param released nobody has anything to take in from it any more, so that it may be dropped
 */
record Departure(List<Long> ends, boolean released) {
  Departure {
    ends = List.copyOf(ends);
  }

  Departure release() {
    return new Departure(ends, true);
  }
}
