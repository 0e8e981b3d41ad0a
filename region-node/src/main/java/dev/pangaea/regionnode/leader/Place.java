package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.PartitionId;

/** Where an item is or would be. */
public record Place(PartitionId partition, EncodedKey key) {}
