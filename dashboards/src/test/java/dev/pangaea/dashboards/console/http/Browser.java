package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.dashboards.console.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** Requests byte for byte, with whatever headers. */
final class Browser implements AutoCloseable {
  private static final int MILLIS_MAX = 20_000;

  /** How long something is waited for while other things come. */
  private static final Duration LISTENS_MAX = Duration.ofMinutes(1);

  private final Socket socket;

  private Browser(Socket socket) {
    this.socket = socket;
  }

  static Browser open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(MILLIS_MAX);
    return new Browser(socket);
  }

  /** The whole reply, head and body. */
  static String ask(int port, String route, String body, String... headers) throws IOException {
    try (Browser browser = open(port)) {
      browser.send(route, body, headers);
      return new String(browser.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As the page asks, for something that changes something. */
  static String change(int port, String route, String body) throws IOException {
    return ask(
        port,
        route,
        body,
        "Host: localhost:" + port,
        "Origin: http://localhost:" + port,
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/json",
        "X-Pangaea-Console: 1");
  }

  static String get(int port, String path) throws IOException {
    return ask(port, "GET " + path, "", "Host: 127.0.0.1:" + port);
  }

  static int status(String reply) {
    return Integer.parseInt(reply.split(" ", 3)[1]);
  }

  static String body(String reply) {
    return reply.substring(reply.indexOf("\r\n\r\n") + 4);
  }

  void send(String route, String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(route + " HTTP/1.1\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    request.append("Content-Length: ").append(length).append("\r\n\r\n").append(body);
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** All that comes until it has the text. */
  String readUntil(String text) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    long until = System.nanoTime() + LISTENS_MAX.toNanos();
    while (read.indexOf(text) < 0) {
      if (System.nanoTime() - until > 0) {
        throw new IOException("for " + LISTENS_MAX + " no " + text + " comes: " + read);
      }
      int next = in.read();
      if (next < 0) {
        throw new IOException("the stream ended without " + text + ": " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** What the next event of this name says. */
  JsonNode event(String name) throws IOException {
    readUntil("event: " + name + "\ndata: ");
    return Json.read(readUntil("\n"));
  }

  /** The next snapshot that is so; the others are passed over. */
  JsonNode snapshotThat(Predicate<JsonNode> isSo) throws IOException {
    long until = System.nanoTime() + LISTENS_MAX.toNanos();
    JsonNode snapshot = event("snapshot");
    while (!isSo.test(snapshot)) {
      if (System.nanoTime() - until > 0) {
        throw new IOException("for " + LISTENS_MAX + " no such snapshot comes: " + snapshot);
      }
      snapshot = event("snapshot");
    }
    return snapshot;
  }

  /** One of a round in which every process answered in time, as none needs to. */
  JsonNode wholeSnapshot() throws IOException {
    return snapshotThat(
        snapshot ->
            !snapshot.findValuesAsText("reachable").contains("false")
                && !snapshot.path("links").isEmpty()
                && !snapshot.findValuesAsText("latencyMillis").contains("null"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
