package dev.pangaea.regionnode.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Ports that a broker will listen on, bound from the moment that they are chosen: between the
 * choice and the broker's start nobody else can be given them. Who connects early waits.
 */
public final class HeldPorts implements AutoCloseable {
  /** As many as Kafka lets wait by default. */
  private static final int BACKLOG = 50;

  private final Map<InetSocketAddress, ServerSocketChannel> held = new HashMap<>();

  /**
   * Binds the port, unless it is held already.
   *
   * @param port 0 for any free one
   * @return the port bound
   */
  public synchronized int hold(String host, int port) throws BrokerFailedException {
    if (held.containsKey(new InetSocketAddress(host, port))) {
      return port;
    }
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(host, port), BACKLOG);
      int bound = channel.socket().getLocalPort();
      held.put(new InetSocketAddress(host, bound), channel);
      return bound;
    } catch (IOException failure) {
      close(channel);
      throw new BrokerFailedException(
          "Kafka cannot listen on %s:%d: %s.".formatted(host, port, failure.getMessage()), failure);
    }
  }

  /** Gives the sockets to those who ask for their addresses, each once. */
  ServerSocketFactory sockets() {
    return (listener, address, backlog, receiveBytes) -> {
      ServerSocketChannel channel = take(address);
      if (channel == null) {
        return ServerSocketFactory.INSTANCE.openServerSocket(
            listener, address, backlog, receiveBytes);
      }
      channel.configureBlocking(false);
      return channel;
    };
  }

  private synchronized ServerSocketChannel take(InetSocketAddress address) {
    return held.remove(address);
  }

  /** Lets go of those that no broker has taken. */
  @Override
  public synchronized void close() {
    held.values().forEach(HeldPorts::close);
    held.clear();
  }

  private static void close(ServerSocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // Nobody has listened on it yet.
    }
  }
}
