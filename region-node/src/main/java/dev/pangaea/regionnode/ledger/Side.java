package dev.pangaea.regionnode.ledger;

/** The two that meet in a conflict. */
public enum Side {
  /** What was at the key in the region that decided. */
  HERE,
  /** The change that came from another region. */
  ARRIVED
}
