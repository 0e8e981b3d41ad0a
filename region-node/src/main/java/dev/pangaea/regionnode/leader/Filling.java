package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.StoreBatch;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;

/**
 * The partitions that have indexes to fill, or digests to make. They take turns, and a step does
 * only so much.
 */
final class Filling {
  /** How long the loop rests between two steps if there is nothing else to do. */
  static final long PAUSE_NANOS_MAX = 500_000;

  private final ArrayDeque<PartitionLeader> waiting = new ArrayDeque<>();
  private final int itemsPerStep;
  private int left;

  Filling(int itemsPerStep) {
    this.itemsPerStep = itemsPerStep;
  }

  void add(PartitionLeader leader) {
    if (!leader.isGone() && !isWhole(leader.state()) && !waiting.contains(leader)) {
      waiting.add(leader);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Nothing of any partition is uncommitted.
   *
   * @param guarded runs what works on a partition; if it fails, the leader is gone
   */
  void step(BiConsumer<PartitionLeader, Runnable> guarded, LeaderEffects effects) {
    left = itemsPerStep;
    while (left > 0 && !waiting.isEmpty()) {
      PartitionLeader leader = waiting.remove();
      if (!leader.isGone()) {
        guarded.accept(leader, () -> fill(leader.state(), effects));
        add(leader);
      }
    }
  }

  private static boolean isWhole(PartitionState state) {
    return state.indexes().whole() && state.digests().whole();
  }

  private void fill(PartitionState state, LeaderEffects effects) {
    StoreBatch rows = new StoreBatch();
    if (state.indexes().whole()) {
      left -= Math.max(1, state.digests().fill(left, rows));
      effects.batch().addAll(rows);
      return;
    }
    PartitionIndexes indexes = state.indexes();
    left -= Math.max(1, indexes.fill(left, rows));
    effects.batch().addAll(rows);
    if (indexes.whole()) {
      effects.answer(new Answer.Told(indexes.onWhole()));
    }
  }

  void clear() {
    waiting.clear();
  }
}
