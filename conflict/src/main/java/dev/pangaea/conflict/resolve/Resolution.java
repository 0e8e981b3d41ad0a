package dev.pangaea.conflict.resolve;

/** What becomes of a change that arrives from another region. */
public sealed interface Resolution {
  /** The item here has seen the change already: nothing changes. */
  record Seen() implements Resolution {}

  /**
   * The item here has seen the change, but not all that the change had seen: the contexts are
   * merged, the content stays.
   */
  record Merged(ItemState after) implements Resolution {}

  /** The change has seen the item's version and replaces it. */
  record Newer(ItemState after) implements Resolution {}

  /**
   * Neither had seen the other.
   *
   * @param after what comes of both, with both contexts merged
   * @param here what was at the key
   * @param arrived the change, as it came
   */
  record Conflict(ItemState after, ItemState here, ItemState arrived, Decided decided)
      implements Resolution {
    /** The finest policy that either side is stamped by. */
    public ConflictPolicy rule() {
      ConflictPolicy one = ConflictPolicy.of(here.stamps());
      ConflictPolicy other = ConflictPolicy.of(arrived.stamps());
      return one.compareTo(other) >= 0 ? one : other;
    }
  }
}
