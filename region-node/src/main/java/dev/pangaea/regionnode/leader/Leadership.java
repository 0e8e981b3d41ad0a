package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.PartitionId;

/** How the leaders of a node's partitions stand. Asked on the loop's thread, between two steps. */
interface Leadership {
  /** Whether a partition is led and takes writes. */
  boolean takesWrites(PartitionId partition);

  /** Whether it does, and has nothing under way that touches the place. */
  boolean isSteady(Place place);

  /** Whether the store holds all that was ever acknowledged of a partition. */
  boolean isReadable(PartitionId partition);
}
