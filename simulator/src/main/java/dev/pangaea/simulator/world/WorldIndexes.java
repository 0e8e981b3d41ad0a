package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.leader.KeptIndexes;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The indexes that a region's table is to have, and those that it had. */
final class WorldIndexes {
  private final List<TextIndex> kept = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private int numbers;

  void add() {
    kept.add(new TextIndex(++numbers));
  }

  /** The oldest one. */
  void drop() {
    if (!kept.isEmpty()) {
      dropped.add(kept.removeFirst().number());
    }
  }

  KeptIndexes kept() {
    return new KeptIndexes(List.copyOf(kept), () -> {});
  }

  List<TextIndex> each() {
    return List.copyOf(kept);
  }

  /** What is left of those that it had; a crash may have brought it back. */
  void clean(Store store) {
    dropped.forEach(number -> store.dropIndex(FixedTable.NUMBER, number));
  }
}
