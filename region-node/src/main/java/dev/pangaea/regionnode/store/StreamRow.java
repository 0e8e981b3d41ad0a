package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Version;
import java.util.Optional;

/**
 * A change of an item, as a stream keeps it.
 *
 * @param appendMillis when the record was appended, by the log's clock
 * @param version of the write that brought the change; a policy may have merged it with others
 * @param expired whether the item was deleted since its time had come
 * @param before what was visible before the change, if there was something and the stream shows it
 * @param after what is visible since the change, if there is something and the stream shows it
 */
public record StreamRow(
    StreamPosition position,
    long appendMillis,
    Kind kind,
    EncodedKey key,
    Version version,
    boolean expired,
    Optional<EncodedItem> before,
    Optional<EncodedItem> after) {
  /** What became of the item, as readers see it. */
  public enum Kind {
    INSERT,
    MODIFY,
    REMOVE
  }
}
