package dev.pangaea.conflict.change;

/**
 * A change of another region that this region's leader took in, and how it stood to the item here.
 */
public record Arrival(Change change, Standing standing) {
  /** What an arriving change was to the item that it met. Changes already seen are not logged. */
  public enum Standing {
    /** The change had seen the item's version: it replaces it. */
    NEWER,
    /** Neither had seen the other, and the change has the higher version. */
    CONFLICT_WON,
    /** Neither had seen the other, and the item here keeps the higher version. */
    CONFLICT_LOST,
    /**
     * The item here has seen the change, but not all that the change had seen: their contexts are
     * merged.
     */
    MERGED,
    /** Neither had seen the other, and something of both is visible since then. */
    CONFLICT_MERGED,
    /**
     * The change cannot be an item of this table: it is kept aside, and the item here stays as it
     * is.
     */
    REFUSED
  }
}
