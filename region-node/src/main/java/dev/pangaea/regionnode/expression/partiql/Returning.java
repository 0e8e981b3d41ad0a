package dev.pangaea.regionnode.expression.partiql;

/** What a write is to tell of its item. */
public enum Returning {
  ALL_OLD,
  ALL_NEW,
  MODIFIED_OLD,
  MODIFIED_NEW;

  /** As statements say it: {@code RETURNING ALL OLD *}. */
  @Override
  public String toString() {
    return "RETURNING " + name().replace('_', ' ') + " *";
  }
}
