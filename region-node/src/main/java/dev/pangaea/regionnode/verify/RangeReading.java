package dev.pangaea.regionnode.verify;

import dev.pangaea.regionnode.store.RangeDigest;

/**
 * A range as it was read: the digest that is kept of it, and the one that its items come to.
 *
 * @param read of what the store held between two looks at {@code kept}, which were the same
 */
public record RangeReading(RangeDigest kept, RangeDigest read) {
  /** Whether the store holds what was written into it, as far as its digest tells. */
  public boolean isIntact() {
    return kept.equals(read);
  }
}
