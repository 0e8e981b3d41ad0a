package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.leader.ExpiryIndex;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.leader.KeptIndexes;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.IndexIsARebuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The indexes that a region's table is to have, and those that it had. */
final class WorldIndexes {
  /** The number of the index of what expires. */
  static final int EXPIRY = 1_000;

  private final List<TextIndex> kept = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private Optional<ExpiryIndex> expiry = Optional.empty();
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

  /** Items expire from now on, before any partition is opened. */
  void expire(int partitions) {
    expiry =
        Optional.of(
            new ExpiryIndex(EXPIRY, Contents.UNTIL, Contents.KEY, Optional.empty(), partitions));
  }

  KeptIndexes kept() {
    List<ItemIndex> all = new ArrayList<>(kept);
    expiry.ifPresent(all::add);
    return new KeptIndexes(all, () -> {});
  }

  /** One for each. */
  List<IndexIsARebuild> checks() {
    List<IndexIsARebuild> checks = new ArrayList<>();
    kept.forEach(index -> checks.add(index.check()));
    expiry.ifPresent(
        index ->
            checks.add(
                new IndexIsARebuild(EXPIRY, (key, item) -> index.row(key, item, item.decode()))));
    return checks;
  }

  List<TextIndex> each() {
    return List.copyOf(kept);
  }

  /** What is left of those that it had; a crash may have brought it back. */
  void clean(Store store) {
    dropped.forEach(number -> store.dropIndex(FixedTable.NUMBER, number));
  }
}
