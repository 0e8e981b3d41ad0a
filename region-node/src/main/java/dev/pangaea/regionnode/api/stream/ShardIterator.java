package dev.pangaea.regionnode.api.stream;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamId;
import java.time.Duration;
import java.util.Base64;

/**
 * Where a reader goes on in a shard, as a text that says nothing to it: the stream's resource name,
 * {@code |1|}, and the rest in Base64. Whoever makes one up reads what its stream holds, no more.
 *
 * @param madeMillis when it was given out
 */
record ShardIterator(ShardId shard, StreamPosition position, long madeMillis) {
  static final int CHARS_MAX = 2048;
  static final Duration VALID = Duration.ofMinutes(15);

  private static final String SEPARATOR = "|1|";
  private static final int CAPACITY = 64;

  String text(String streamArn) {
    ByteWriter to = new ByteWriter(CAPACITY);
    to.text(shard.stream().table());
    to.varint(shard.stream().storeNumber());
    to.varint(shard.stream().sinceMillis());
    to.varint(shard.partition());
    to.varint(position.offset());
    to.varint(position.index());
    to.varint(madeMillis);
    return streamArn + SEPARATOR + Base64.getEncoder().encodeToString(to.written().toArray());
  }

  /** Refused if it is none that was ever given out. */
  static ShardIterator parse(String text) {
    int rest = text.lastIndexOf(SEPARATOR);
    if (rest < 0) {
      throw invalid();
    }
    try {
      ByteReader from =
          new ByteReader(
              Bytes.owning(Base64.getDecoder().decode(text.substring(rest + SEPARATOR.length()))));
      StreamId stream = new StreamId(from.text(), from.u31(), from.u63());
      ShardId shard = new ShardId(stream, from.u31());
      StreamPosition position = new StreamPosition(from.u63(), from.u31());
      ShardIterator iterator = new ShardIterator(shard, position, from.u63());
      from.end();
      return iterator;
    } catch (IllegalArgumentException | MalformedBytesException made) {
      throw invalid();
    }
  }

  boolean isExpired(long nowMillis) {
    return nowMillis - madeMillis > VALID.toMillis();
  }

  private static RuntimeException invalid() {
    return Failure.validation("Invalid ShardIterator").refused();
  }
}
