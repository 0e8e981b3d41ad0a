package dev.pangaea.simulator.workload.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * The bytes of one template outside the heap, where a socket takes them from without a copy.
 * Confined to one connection.
 */
final class RequestBuffer {
  private final RequestTemplate template;
  private ByteBuf buffer;

  RequestBuffer(RequestTemplate template) {
    this.template = template;
    this.buffer = allocate();
  }

  /** Memory that the collector frees, so that nobody needs to. */
  private ByteBuf allocate() {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(template.bytes().length));
  }

  RequestTemplate template() {
    return template;
  }

  /** The template's bytes as they stand now, for one send. */
  ByteBuf next() {
    if (buffer.refCnt() > 1) {
      // The endpoint replied before it had read the whole request: the old bytes are still being
      // sent.
      buffer.release();
      buffer = allocate();
    }
    buffer.clear().writeBytes(template.bytes());
    return buffer.retainedDuplicate();
  }
}
