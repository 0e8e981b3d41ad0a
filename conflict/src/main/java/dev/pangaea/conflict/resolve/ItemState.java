package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;

/**
 * What a region holds at a key: its content, the last write that this comes from, and all that this
 * state has seen.
 *
 * @param context covers all writes that the content comes from
 * @param stamps the other writes that the content comes from
 */
public record ItemState(Version version, Context context, Content content, Stamps stamps) {
  /** All of it comes from one write. */
  public ItemState(Version version, Context context, Content content) {
    this(version, context, content, Stamps.NONE);
  }

  public ItemState {
    if (!context.covers(version)) {
      throw new IllegalArgumentException("a state's context covers its own version: " + version);
    }
  }

  public static ItemState of(Change change) {
    return new ItemState(change.version(), change.context(), change.content(), change.stamps());
  }

  /** This state as a change, to hand it to a region that joins. */
  public Change asChange(EncodedKey key) {
    return new Change(key, version, context, content, stamps);
  }

  /** The last write of the whole item. */
  Version base() {
    return stamps.isNone() ? version : stamps.base();
  }

  /** Whether nothing is there since the item's time was up. */
  public boolean isExpiry() {
    return content instanceof Content.Deleted && stamps.base().after();
  }

  /**
   * Whether one that has seen this has seen all that is here. Which expiry took something away is
   * in the context only.
   */
  boolean isCoveredBy(Context seen) {
    return seen.covers(version)
        && (stamps.tellsOfExpiry() ? seen.includes(context) : stamps.isCoveredBy(seen));
  }

  ItemState seeing(Context more) {
    return new ItemState(version, more, content, stamps);
  }

  ItemState stamped(Stamps others) {
    return new ItemState(version, context, content, others);
  }

  /** Whether what is visible is the same, and of the same write. */
  boolean showsTheSameAs(ItemState other) {
    return version.equals(other.version) && content.equals(other.content);
  }
}
