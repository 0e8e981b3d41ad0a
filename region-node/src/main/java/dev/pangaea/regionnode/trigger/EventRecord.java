package dev.pangaea.regionnode.trigger;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.SequenceNumber;

/**
 * A stream's record as a worker is told it.
 *
 * @param keyHash of its item's key: records of one item are told one after the other
 * @param json as it stands in the body of a call
 */
public record EventRecord(StreamPosition position, int keyHash, long createdMillis, Bytes json) {
  public String sequenceNumber() {
    return SequenceNumber.of(position);
  }
}
