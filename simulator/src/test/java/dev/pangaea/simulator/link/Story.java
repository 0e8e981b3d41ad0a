package dev.pangaea.simulator.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One link from us-east-1 to eu-west-1 with a server behind it, and the clients that a test
 * connects.
 */
public final class Story implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 20_000;

  private final List<Socket> sockets = new ArrayList<>();
  final LinkProxy proxy;
  final Upstream upstream = new Upstream();
  final Link link;

  Story() throws IOException {
    this(LinkSettings.DEFAULT);
  }

  Story(LinkSettings settings) throws IOException {
    proxy =
        LinkProxy.start(settings, new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
    link =
        proxy.add(
            LinkSpec.between("us-east-1", "eu-west-1", Address.loopback(0), upstream.address()),
            true);
  }

  Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    client.setTcpNoDelay(true);
    client.setSoTimeout(READ_MILLIS_MAX);
    sockets.add(client);
    return client;
  }

  /** The server's end of the next connection. */
  Socket serve() throws Exception {
    Socket server = upstream.next();
    server.setSoTimeout(READ_MILLIS_MAX);
    sockets.add(server);
    return server;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    upstream.close();
    proxy.close();
  }
}
