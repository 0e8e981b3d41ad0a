package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Segment;
import io.netty.buffer.ByteBuf;

/**
 * A segment that is under way or kept by a cut.
 *
 * @param segment with the instant at which it leaves
 * @param bytes its bytes; empty for an end
 */
record Held(Segment segment, ByteBuf bytes, long arrivedNanos) {
  /** What one entry costs beside its bytes. */
  private static final int ENTRY_BYTES = 128;

  long weight() {
    return ENTRY_BYTES + bytes.readableBytes();
  }

  /** Small reads come in large buffers: what is kept is given one of its size. */
  static ByteBuf compact(ByteBuf bytes) {
    int readable = bytes.readableBytes();
    if (bytes.capacity() <= 2 * readable) {
      return bytes;
    }
    ByteBuf copy = bytes.alloc().directBuffer(readable, readable).writeBytes(bytes);
    bytes.release();
    return copy;
  }
}
