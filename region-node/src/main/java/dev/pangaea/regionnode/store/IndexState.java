package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.Optional;

/**
 * How far an index holds the items of one partition, and what their rows amount to.
 *
 * @param next the first {@linkplain ItemPosition position} whose item is not in the index yet;
 *     empty once all are
 * @param rows how many items have a row in the index
 * @param rowBytes the bytes of their positions and contents
 */
public record IndexState(Optional<Bytes> next, long rows, long rowBytes) {
  public static final IndexState NOTHING = new IndexState(Optional.of(Bytes.EMPTY), 0, 0);

  /** Whether every item of the partition is in the index that belongs there. */
  public boolean whole() {
    return next.isEmpty();
  }

  /** Whether the index must know of the item at this position. */
  public boolean covers(Bytes position) {
    return next.isEmpty() || position.compareTo(next.get()) < 0;
  }
}
