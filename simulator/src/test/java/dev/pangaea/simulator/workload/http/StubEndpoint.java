package dev.pangaea.simulator.workload.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * A tiny HTTP server on a free port, one virtual thread per connection, whose manners a test
 * chooses.
 */
final class StubEndpoint implements AutoCloseable {
  /** Answers an operation, named as in X-Amz-Target behind the dot. */
  interface Handler {
    StubReply answer(String operation, String body) throws Exception;
  }

  /** How replies go out. */
  enum Manner {
    LENGTH,
    CHUNKED,
    IN_PIECES,
    CLOSE_AFTER_EACH
  }

  private final ServerSocket server;
  private final Handler handler;
  private final Manner manner;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  StubEndpoint(Manner manner, Handler handler) throws IOException {
    this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.handler = handler;
    this.manner = manner;
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** How many connections were ever accepted. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (serveOne(in, socket.getOutputStream())) {
        if (manner == Manner.CLOSE_AFTER_EACH) {
          return;
        }
      }
    } catch (IOException e) {
      // The client left, or a test closes connections under it.
    }
  }

  private boolean serveOne(InputStream in, OutputStream out) throws IOException {
    String operation = "";
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("X-Amz-Target: ")) {
        operation = line.substring(line.indexOf('.') + 1);
      } else if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    write(out, answer(operation, body));
    return true;
  }

  private StubReply answer(String operation, String body) throws IOException {
    try {
      return handler.answer(operation, body);
    } catch (IOException | UncheckedIOException e) {
      throw new IOException("The test drops this connection.", e);
    } catch (Exception e) {
      return new StubReply(500, e.toString());
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("End of connection.");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private void write(OutputStream out, StubReply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(body);
    String head =
        "HTTP/1.1 "
            + reply.status()
            + " X\r\nServer: stub\r\nx-amz-crc32: "
            + crc.getValue()
            + "\r\n";
    switch (manner) {
      case LENGTH -> send(out, head + "Content-Length: " + body.length + "\r\n\r\n" + reply.body());
      case CLOSE_AFTER_EACH ->
          send(
              out,
              head
                  + "Connection: close\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n"
                  + reply.body());
      case CHUNKED -> {
        int half = body.length / 2;
        send(out, head + "Transfer-Encoding: chunked\r\n\r\n");
        send(out, chunk(reply.body().substring(0, half)) + chunk(reply.body().substring(half)));
        send(out, "0\r\n\r\n");
      }
      case IN_PIECES -> {
        String all = head + "Content-Length: " + body.length + "\r\n\r\n" + reply.body();
        for (int at = 0; at < all.length(); at += 37) {
          send(out, all.substring(at, Math.min(all.length(), at + 37)));
        }
      }
    }
  }

  private static String chunk(String text) {
    return text.isEmpty() ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
