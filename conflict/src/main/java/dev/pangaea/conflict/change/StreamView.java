package dev.pangaea.conflict.change;

/** What the records of a stream show of an item that has changed, beside its key. */
public enum StreamView {
  KEYS_ONLY(false, false),
  NEW_IMAGE(true, false),
  OLD_IMAGE(false, true),
  NEW_AND_OLD_IMAGES(true, true);

  private final boolean after;
  private final boolean before;

  StreamView(boolean after, boolean before) {
    this.after = after;
    this.before = before;
  }

  /** Whether they show the item as it is since the change. */
  public boolean showsAfter() {
    return after;
  }

  /** Whether they show the item as it was before the change. */
  public boolean showsBefore() {
    return before;
  }
}
