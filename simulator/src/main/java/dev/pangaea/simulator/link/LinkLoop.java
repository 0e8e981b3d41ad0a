package dev.pangaea.simulator.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that all connections of a proxy live on, and its clock: nanoseconds since the loop
 * began.
 */
final class LinkLoop {
  private static final int BACKLOG = 1024;
  private static final int CONNECT_MILLIS_MAX = 30_000;
  private static final long CLOSE_SECONDS_MAX = 10;

  /** What a socket may have waiting to be written before its flow stops. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 << 10, 256 << 10);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("links", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final ThreadedResolver resolver = new ThreadedResolver();
  private final long originNanos = System.nanoTime();

  long nanos() {
    return System.nanoTime() - originNanos;
  }

  ScheduledFuture<?> at(long nanos, Runnable action) {
    return loop.schedule(action, Math.max(0, nanos - nanos()), TimeUnit.NANOSECONDS);
  }

  ChannelFuture connect(Address upstream, ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channelFactory((ChannelFactory<LinkSocket>) LinkSocket::new)
        .resolver(resolver)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .handler(handler)
        .connect(upstream.unresolved());
  }

  /** Listens; {@code accepted} is told of each client on the loop. */
  Channel listen(Address address, Consumer<SocketChannel> accepted) {
    InetSocketAddress local = address.listening();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channelFactory((ChannelFactory<LinkSocket.Listener>) LinkSocket.Listener::new)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Accepting(accepted))
            .bind(local)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new LinkException(
          LinkException.Reason.CANNOT_LISTEN,
          "listen tcp " + address + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  /**
   * Stops listening. The kernel refuses clients only once the selector has let go of the socket,
   * which it does between two rounds of the loop; a timer set in one round goes off in a later one.
   */
  void unlisten(Channel listener) {
    listener.close().awaitUninterruptibly();
    CompletableFuture<Boolean> released = new CompletableFuture<>();
    run(() -> loop.schedule(() -> released.complete(true), 1, TimeUnit.NANOSECONDS));
    released.join();
  }

  /** Runs an action on the loop and waits for its result. Not to be called on the loop. */
  <T> T call(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      loop.execute(() -> complete(result, action));
    } catch (RejectedExecutionException closed) {
      throw new LinkException(LinkException.Reason.CLOSED, "the link proxy is closed", closed);
    }
    try {
      return result.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  void run(Runnable action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  void close() {
    group
        .shutdownGracefully(0, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> action) {
    try {
      result.complete(action.call());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static final class Accepting extends ChannelInitializer<SocketChannel> {
    private final Consumer<SocketChannel> accepted;

    Accepting(Consumer<SocketChannel> accepted) {
      this.accepted = accepted;
    }

    @Override
    protected void initChannel(SocketChannel client) {
      accepted.accept(client);
    }
  }
}
