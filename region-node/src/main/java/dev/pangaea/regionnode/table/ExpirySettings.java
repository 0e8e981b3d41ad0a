package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.leader.ExpiryIndex;

/**
 * By which attribute this region finds the items that are to be deleted.
 *
 * @param number of the index that does, in this region's store; no other index of the table ever
 *     has the same
 */
public record ExpirySettings(String attribute, int number) {
  ExpiryIndex index(KeySchema keys, int partitions) {
    return new ExpiryIndex(
        number,
        attribute,
        keys.partitionKey().name(),
        keys.sortKey().map(KeyAttribute::name),
        partitions);
  }
}
