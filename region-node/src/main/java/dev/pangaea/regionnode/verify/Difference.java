package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.item.EncodedKey;
import java.util.Optional;

/**
 * A key at which two regions hold something else, though each has heard all that the other had when
 * it was asked.
 *
 * @param one empty where the first region holds nothing, and {@code other} likewise
 */
public record Difference(
    TablePartition partition,
    int range,
    EncodedKey key,
    Optional<Entry> one,
    Optional<Entry> other) {
  /** Whether both say that it comes of the same writes: then one of them is damaged. */
  public boolean isOfOneVersion() {
    return one.isPresent()
        && other.isPresent()
        && one.get().version().equals(other.get().version())
        && one.get().context().equals(other.get().context());
  }
}
