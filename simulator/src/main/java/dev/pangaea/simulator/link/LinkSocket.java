package dev.pangaea.simulator.link;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket of a connection, which finds out whether a peer that sends no more still receives.
 *
 * <p>A peer that has closed its socket and one that has only shut its output send the same FIN. The
 * one that has closed is forgotten by its system a minute later and answers what it is sent with
 * RST, the other one acknowledges. So the kernel probes the peer (keepalive carries no bytes), and
 * the socket is asked for an error now and then: a selector tells nothing of a socket that is
 * neither read nor written.
 */
final class LinkSocket extends NioSocketChannel {
  /** A little more than the minute for which systems keep a closed socket by default. */
  private static final int PROBE_SECONDS = 65;

  private static final int LOOK_SECONDS = 2;

  LinkSocket() {}

  private LinkSocket(Channel parent, SocketChannel accepted) {
    super(parent, accepted);
  }

  /** Closes this socket once its peer is gone. To be called when the peer's end has come. */
  void watchPeer() throws IOException {
    if (javaChannel().supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      javaChannel().setOption(ExtendedSocketOptions.TCP_KEEPIDLE, PROBE_SECONDS);
    }
    javaChannel().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    lookLater();
  }

  private void lookLater() {
    eventLoop().schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (isOpen()) {
      if (broken()) {
        close();
      } else {
        lookLater();
      }
    }
  }

  /**
   * A socket that is connected is ready to connect only if an error is pending. Where that cannot
   * be found out now, for want of descriptors, the peer is taken to be there.
   */
  private boolean broken() {
    try (Selector selector = Selector.open()) {
      javaChannel().register(selector, SelectionKey.OP_CONNECT);
      return selector.selectNow() > 0;
    } catch (IOException notNow) {
      return false;
    }
  }

  /** Accepts such sockets. */
  static final class Listener extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
      SocketChannel client = javaChannel().accept();
      if (client == null) {
        return 0;
      }
      accepted.add(new LinkSocket(this, client));
      return 1;
    }
  }
}
