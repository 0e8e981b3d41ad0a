package dev.pangaea.simulator.workload.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a run. On Linux they wait in epoll, whose timers are exact to microseconds;
 * elsewhere in Java's selector, whose timers round up to milliseconds, which an open loop's
 * latencies then show.
 */
final class EventLoops implements AutoCloseable {
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();

  EventLoops(int threads) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("bench", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    for (int i = 0; i < threads; i++) {
      loops.add(group.next());
    }
  }

  List<EventLoop> all() {
    return List.copyOf(loops);
  }

  /** The ids of the loops' threads, in their order. */
  List<Long> threadIds() {
    return loops.stream()
        .map(loop -> loop.submit(() -> Thread.currentThread().threadId()))
        .map(id -> id.syncUninterruptibly().getNow())
        .toList();
  }

  Class<? extends Channel> channelType() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
