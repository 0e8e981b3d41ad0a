package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.StoreBatch;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;

/** The partitions that have indexes to fill. They take turns, and a step fills only so much. */
final class IndexFilling {
  /** How long the loop rests between two steps if there is nothing else to do. */
  static final long PAUSE_NANOS_MAX = 500_000;

  private final ArrayDeque<PartitionLeader> waiting = new ArrayDeque<>();
  private final int itemsPerStep;
  private int left;

  IndexFilling(int itemsPerStep) {
    this.itemsPerStep = itemsPerStep;
  }

  void add(PartitionLeader leader) {
    if (!leader.isGone() && !leader.state().indexes().whole() && !waiting.contains(leader)) {
      waiting.add(leader);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Nothing of any partition is uncommitted.
   *
   * @param guarded runs what fills a partition's indexes; if it fails, the leader is gone
   */
  void step(BiConsumer<PartitionLeader, Runnable> guarded, LeaderEffects effects) {
    left = itemsPerStep;
    while (left > 0 && !waiting.isEmpty()) {
      PartitionLeader leader = waiting.remove();
      if (!leader.isGone()) {
        guarded.accept(leader, () -> fill(leader.state().indexes(), effects));
        add(leader);
      }
    }
  }

  private void fill(PartitionIndexes indexes, LeaderEffects effects) {
    StoreBatch rows = new StoreBatch();
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
