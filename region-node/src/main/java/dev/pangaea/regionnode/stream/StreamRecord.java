package dev.pangaea.regionnode.stream;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import java.util.Optional;

/**
 * A change of an item, as a stream tells it.
 *
 * @param eventId names this record among all of all regions, the same whenever it is read
 * @param keys the key attributes by their names
 * @param newImage the item since the change, where it is there and the stream shows it
 * @param oldImage the item before the change, where it was there and the stream shows it
 * @param createdMillis when the region took the change in, by its log's clock
 * @param sizeBytes of key and images, as DynamoDB counts items
 * @param expired whether the item was deleted since its time had come
 */
public record StreamRecord(
    String eventId,
    StreamRow.Kind kind,
    StreamView view,
    EncodedItem keys,
    Optional<EncodedItem> newImage,
    Optional<EncodedItem> oldImage,
    StreamPosition position,
    long createdMillis,
    long sizeBytes,
    boolean expired,
    Origin origin) {
  /**
   * Where a change comes from.
   *
   * @param version of the write that brought the change, with the region that made it
   * @param replicated whether that was another region
   */
  public record Origin(Version version, boolean replicated) {}

  public String sequenceNumber() {
    return SequenceNumber.of(position);
  }
}
