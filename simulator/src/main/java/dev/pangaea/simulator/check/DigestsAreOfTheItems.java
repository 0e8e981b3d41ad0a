package dev.pangaea.simulator.check;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * The digest of a range is at every moment what its items and tombstones come to, those that it
 * says it covers.
 */
public final class DigestsAreOfTheItems {
  private static final String PROMISE = "the digest of a range is that of its items";

  private DigestsAreOfTheItems() {}

  /** Looks at all digests of a partition that a store keeps. */
  public static Optional<Violation> look(Store store, PartitionId partition) {
    List<RangeDigest> held = store.digests(partition);
    List<RangeDigest> anew = RangeDigest.anew(store, partition);
    for (int range = 0; range < anew.size(); range++) {
      if (!held.get(range).equals(anew.get(range))) {
        return Optional.of(
            new Violation(
                PROMISE,
                "%s, range %d: %s, not %s"
                    .formatted(partition, range, held.get(range), anew.get(range))));
      }
    }
    return Optional.empty();
  }

  /** Whether every item is in a digest. */
  public static boolean areWhole(Store store, List<PartitionId> partitions) {
    return partitions.stream()
        .allMatch(each -> store.digests(each).stream().allMatch(RangeDigest::whole));
  }
}
