package dev.pangaea.simulator.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a socket of a connection has to tell: to the flow that it feeds and to the flow that feeds
 * it.
 */
final class SideHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(SideHandler.class);

  private final Flow from;
  private final Flow to;

  SideHandler(Flow from, Flow to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    from.receive((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    from.drain();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    to.drain();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws IOException {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      from.end();
      if (context.channel().isOpen()) {
        ((LinkSocket) context.channel()).watchPeer();
      }
    }
  }

  /** A broken socket is closed by then or about to be, which the connection watches. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection broken: {}", cause.toString());
    } else {
      LOG.error("connection dropped", cause);
    }
    context.close();
  }
}
