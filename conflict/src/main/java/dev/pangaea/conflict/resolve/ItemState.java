package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;

/**
 * What a region holds at a key: the winning write's version and content, and all that this state
 * has seen.
 *
 * @param context covers the version itself
 */
public record ItemState(Version version, Context context, Content content) {
  public ItemState {
    if (!context.covers(version)) {
      throw new IllegalArgumentException("a state's context covers its own version: " + version);
    }
  }

  public static ItemState of(Change change) {
    return new ItemState(change.version(), change.context(), change.content());
  }

  /** This state as a change, to hand it to a region that joins. */
  public Change asChange(EncodedKey key) {
    return new Change(key, version, context, content);
  }
}
