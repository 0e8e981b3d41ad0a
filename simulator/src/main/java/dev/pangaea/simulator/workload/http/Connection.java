package dev.pangaea.simulator.workload.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One connection to an endpoint, made anew whenever it is lost. One request is under way at a time
 * and is never sent twice. Confined to its event loop.
 *
 * <pre>
 *               connected            send
 *   connecting ───────────▶ free ───────────▶ busy
 *       ▲                    │ ▲     reply      │
 *       │       closed       │ └───────────────┤
 *       └────────────────────┴─────────────────┘ closed, bad reply, time-out
 * </pre>
 */
final class Connection {
  static final String TIMEOUT = "Timeout";
  static final String CLOSED = "ConnectionClosed";
  static final String RESET = "ConnectionReset";
  static final String BAD_REPLY = "BadReply";
  private static final long RETRY_MILLIS_MIN = 10;
  private static final long RETRY_MILLIS_MAX = 1_000;

  /** What befalls a connection. */
  interface Listener {
    /** Connected and free. */
    void ready();

    /**
     * The whole reply to the request under way; the connection is free only when {@link #ready}
     * follows.
     */
    void answered(Reply reply, long bytesReceived);

    /** The request under way has no reply. */
    void lost(String reason);

    /** The connection was free and is lost; a new one is on its way. */
    void gone();

    /** A connection that stood is being made anew. */
    void reconnecting();

    /** An attempt to connect failed; the next one follows. */
    void connectFailed(Throwable cause);
  }

  private final Connector connector;
  private final Clock clock;
  private final long timeoutNanos;
  private final Listener listener;
  private Link link;
  private long retryMillis = RETRY_MILLIS_MIN;
  private boolean stopped;

  Connection(Connector connector, Clock clock, long timeoutNanos, Listener listener) {
    this.connector = connector;
    this.clock = clock;
    this.timeoutNanos = timeoutNanos;
    this.listener = listener;
  }

  void open() {
    connector.connect(new Link()).addListener(future -> connected((ChannelFuture) future));
  }

  private void connected(ChannelFuture future) {
    if (stopped) {
      future.channel().close();
    } else if (!future.isSuccess()) {
      listener.connectFailed(future.cause());
      openLater();
    }
  }

  private void openLater() {
    connector.loop().schedule(this::reopen, retryMillis, TimeUnit.MILLISECONDS);
    retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
  }

  private void reopen() {
    if (!stopped) {
      open();
    }
  }

  /**
   * Sends a request over the free connection. The buffer's content must not change before the
   * reply.
   */
  void send(ByteBuf request) {
    link.busySinceNanos = clock.nanos();
    link.busy = true;
    link.channel.writeAndFlush(request, link.channel.voidPromise());
  }

  /** Gives up a request that waited too long. */
  void expire(long nowNanos) {
    if (link != null && link.busy && nowNanos - link.busySinceNanos > timeoutNanos) {
      link.end(TIMEOUT);
    }
  }

  /** Closes for good. */
  void stop() {
    stopped = true;
    if (link != null) {
      link.channel.close();
    }
  }

  /** One TCP connection's life. */
  private final class Link extends ChannelInboundHandlerAdapter {
    private final ReplyParser parser = new ReplyParser();
    private Channel channel;
    private boolean busy;
    private boolean ended;
    private boolean useful;
    private long busySinceNanos;
    private long received;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      channel = context.channel();
      if (stopped) {
        channel.close();
        return;
      }
      link = this;
      listener.ready();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      try {
        if (ended) {
          return;
        }
        received += bytes.readableBytes();
        if (!busy) {
          throw new BadReplyException("Bytes without a request.");
        }
        if (parser.take(bytes)) {
          answered();
        }
      } catch (BadReplyException e) {
        end(BAD_REPLY);
      } finally {
        bytes.release();
      }
    }

    private void answered() {
      busy = false;
      listener.answered(parser, received);
      received = 0;
      useful = true;
      boolean last = parser.last();
      parser.next();
      if (last) {
        ended = true;
        channel.close();
        renew();
      } else {
        listener.ready();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!ended && busy && parser.closed()) {
        busy = false;
        ended = true;
        useful = true;
        listener.answered(parser, received);
        renew();
      } else {
        end(CLOSED);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      end(cause instanceof IOException ? RESET : cause.getClass().getSimpleName());
    }

    private void end(String reason) {
      if (ended || channel == null) {
        return;
      }
      ended = true;
      boolean wasBusy = busy;
      busy = false;
      channel.close();
      if (stopped) {
        return;
      }
      if (wasBusy) {
        listener.lost(reason);
      } else {
        listener.gone();
      }
      renew();
    }

    private void renew() {
      link = null;
      if (stopped) {
        return;
      }
      listener.reconnecting();
      if (useful) {
        retryMillis = RETRY_MILLIS_MIN;
        open();
      } else {
        openLater();
      }
    }
  }
}
