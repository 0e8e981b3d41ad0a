package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A share of all rows: those of a run of slots, where the slots of one partition follow those of
 * the one before it.
 *
 * @param fromSlot the first slot in it
 * @param toSlot the first slot behind it
 */
record Segment(long fromSlot, long toSlot) {
  static Segment of(int number, int segments, int partitions) {
    long slots = (long) partitions * Partitioner.SLOTS;
    return new Segment(slots * number / segments, slots * (number + 1) / segments);
  }

  boolean contains(int partition, int slot) {
    long absolute = (long) partition * Partitioner.SLOTS + slot;
    return absolute >= fromSlot && absolute < toSlot;
  }

  /** The segment as ranges of a table's partitions, from the given partition on. */
  List<RowSource.Part> parts(int table, int firstPartition) {
    List<RowSource.Part> parts = new ArrayList<>();
    long slot = Math.max(fromSlot, (long) firstPartition * Partitioner.SLOTS);
    while (slot < toSlot) {
      int partition = (int) (slot / Partitioner.SLOTS);
      long end = (partition + 1L) * Partitioner.SLOTS;
      KeyRange range = new KeyRange(position(slot), end <= toSlot ? Optional.empty() : end(toSlot));
      parts.add(new RowSource.Part(new PartitionId(table, partition), range));
      slot = end;
    }
    return parts;
  }

  private static Optional<Bytes> end(long slot) {
    return Optional.of(position(slot));
  }

  private static Bytes position(long slot) {
    return ItemPosition.ofSlot((int) (slot % Partitioner.SLOTS));
  }
}
