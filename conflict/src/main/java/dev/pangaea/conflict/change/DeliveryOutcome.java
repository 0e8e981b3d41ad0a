package dev.pangaea.conflict.change;

/** What became of a delivery. In every case the replicator goes on from where the region stands. */
public sealed interface DeliveryOutcome {
  /**
   * All of it is taken in, counts, and is visible.
   *
   * @param visibleMillis since when, by the region's clock
   */
  record Taken(Progress standing, Tally tally, long visibleMillis) implements DeliveryOutcome {}

  /** The region does not stand where the delivery starts: nothing was taken in. */
  record Elsewhere(Progress standing) implements DeliveryOutcome {}

  /**
   * The region takes no changes of this source for this table, or knows no such partition: nothing
   * was taken in.
   */
  record NotWanted() implements DeliveryOutcome {}

  /**
   * Nothing is known to be taken in: the region's log does not answer. The same delivery may be
   * sent again.
   */
  record Unavailable() implements DeliveryOutcome {}

  /**
   * How a delivery's changes stood to the items that they met.
   *
   * @param applied visible now without a conflict
   * @param newerHere the item here had seen them and had moved on
   * @param duplicates the item here was already exactly this
   * @param conflictsWon visible now, wholly or in part, over a concurrent write that is in the
   *     ledger
   * @param conflictsLost in the ledger, below a concurrent write that stays visible
   * @param refused kept aside, since they cannot be items of this table
   */
  record Tally(
      int applied,
      int newerHere,
      int duplicates,
      int conflictsWon,
      int conflictsLost,
      int refused) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);
  }
}
