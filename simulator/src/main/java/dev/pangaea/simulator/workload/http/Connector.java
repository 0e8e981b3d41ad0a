package dev.pangaea.simulator.workload.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens connections to one endpoint on one event loop. */
final class Connector {
  private static final int READ_BYTES = 16 * 1024;

  private final EventLoop loop;
  private final Bootstrap bootstrap;

  Connector(EventLoops loops, EventLoop loop, String host, int port, Duration timeout) {
    this.loop = loop;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(loops.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE))
            .remoteAddress(new InetSocketAddress(host, port));
  }

  EventLoop loop() {
    return loop;
  }

  ChannelFuture connect(ChannelHandler handler) {
    return bootstrap.clone().handler(handler).connect();
  }
}
