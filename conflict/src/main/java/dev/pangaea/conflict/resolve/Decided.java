package dev.pangaea.conflict.resolve;

/** How a conflict between the item here and a change that arrived came out. */
public enum Decided {
  /** All that is visible is the change's. */
  ARRIVED_WON,
  /** All that is visible was here. */
  ARRIVED_LOST,
  /** Something of either is visible. */
  MERGED
}
