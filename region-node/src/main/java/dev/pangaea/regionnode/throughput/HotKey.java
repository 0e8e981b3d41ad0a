package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.item.EncodedKey;

/**
 * A partition key that takes many units.
 *
 * @param units never too low, but for what sampling makes of it
 * @param tooMuchAtMost by how much they may be too high: one request that is looked at stands for
 *     many, of which the others may be of other keys, and a key may have another's place
 */
public record HotKey(EncodedKey key, double units, double tooMuchAtMost) {
  /** Whether most of its units are its own, and not of keys whose place it took. */
  public boolean standsOut() {
    return tooMuchAtMost <= units / 2;
  }
}
