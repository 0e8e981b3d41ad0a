package dev.pangaea.simulator.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.Optional;

/**
 * One of the two sockets of a connection. The one to the upstream may not be there yet: nothing can
 * be written then.
 */
final class Side {
  private Optional<Channel> channel = Optional.empty();
  private boolean ready;
  private boolean reading = true;

  void attach(Channel open) {
    channel = Optional.of(open);
    ready = true;
    open.config().setAutoRead(reading);
  }

  /** The socket is gone. */
  void gone() {
    ready = false;
  }

  boolean ready() {
    return ready;
  }

  boolean writable() {
    return ready && channel.orElseThrow().isWritable();
  }

  void write(ByteBuf bytes) {
    Channel open = channel.orElseThrow();
    open.write(bytes, open.voidPromise());
  }

  void flush() {
    if (ready) {
      channel.orElseThrow().flush();
    }
  }

  /** Reads on, or leaves what arrives to the kernel, which then slows the sender down. */
  void read(boolean on) {
    if (reading != on) {
      reading = on;
      if (ready) {
        channel.orElseThrow().config().setAutoRead(on);
      }
    }
  }

  /** Sends FIN behind what was written. */
  void end() {
    if (ready) {
      Channel open = channel.orElseThrow();
      behind(open).addListener(_ -> ((DuplexChannel) open).shutdownOutput());
    }
  }

  /** Closes at once. */
  void close() {
    ready = false;
    channel.ifPresent(Channel::close);
  }

  /** Closes behind what was written. */
  void closeBehind() {
    ready = false;
    channel.ifPresent(open -> behind(open).addListener(ChannelFutureListener.CLOSE));
  }

  /** Sends RST; what was written and has not arrived is lost. */
  void reset() {
    ready = false;
    channel.ifPresent(
        open -> {
          if (open.isOpen()) {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
          }
          open.close();
        });
  }

  private static ChannelFuture behind(Channel open) {
    return open.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }
}
