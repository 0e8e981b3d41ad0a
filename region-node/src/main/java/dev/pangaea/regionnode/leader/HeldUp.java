package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.HashSet;
import java.util.Set;

/**
 * The items for which requests of one partition are held up by transactions: the locks are told of
 * all together, whenever they change.
 */
final class HeldUp {
  private final PartitionId partition;
  private final Locks locks;
  private Set<EncodedKey> writes = Set.of();
  private Set<EncodedKey> other = Set.of();

  HeldUp(PartitionId partition, Locks locks) {
    this.partition = partition;
    this.locks = locks;
  }

  boolean isEmpty() {
    return writes.isEmpty() && other.isEmpty();
  }

  /** Those of the API's writes that stay in their line. */
  void writes(Set<EncodedKey> keys) {
    if (!keys.isEmpty() || !writes.isEmpty()) {
      writes = keys;
      tell();
    }
  }

  /** All of the other request that comes next, if one of them is held. */
  void other(Set<EncodedKey> keys) {
    if (keys.isEmpty() != other.isEmpty()) {
      other = keys;
      tell();
    }
  }

  void clear() {
    writes = Set.of();
    other = Set.of();
    tell();
  }

  private void tell() {
    Set<EncodedKey> all = new HashSet<>(writes);
    all.addAll(other);
    locks.awaits(partition, all);
  }
}
