package dev.pangaea.conflict.change;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;

/**
 * One write of one item, as its region decided it: what is at the key since then, the write's
 * version, and what it had seen.
 *
 * @param context covers the version itself
 * @param stamps which writes the content comes from, where it is not this one alone
 */
public record Change(
    EncodedKey key, Version version, Context context, Content content, Stamps stamps) {
  /** A write of the whole item. */
  public Change(EncodedKey key, Version version, Context context, Content content) {
    this(key, version, context, content, Stamps.NONE);
  }

  public Change {
    if (!context.covers(version)) {
      throw new IllegalArgumentException("a change's context covers its own version: " + version);
    }
  }

  /**
   * Whether the item was deleted since its time was up, and not by an application. The content's
   * bytes say so wherever the change comes to, and in a copy of what it left.
   */
  public boolean isExpiry() {
    return content instanceof Content.Deleted && stamps.base().after();
  }

  /** The region in which the write was made. */
  public RegionName origin() {
    return version.region();
  }
}
