package dev.pangaea.regionnode.leader;

import java.util.List;

/**
 * The indexes that a partition keeps.
 *
 * @param onWhole called on the loop's thread once all of them hold all items of the partition
 */
public record KeptIndexes(List<ItemIndex> indexes, Runnable onWhole) {
  public static final KeptIndexes NONE = new KeptIndexes(List.of(), () -> {});

  public KeptIndexes {
    indexes = List.copyOf(indexes);
  }
}
