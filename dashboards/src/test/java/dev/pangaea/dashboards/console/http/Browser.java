package dev.pangaea.dashboards.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests byte for byte, with whatever headers. */
final class Browser implements AutoCloseable {
  private static final int MILLIS_MAX = 20_000;

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
    while (read.indexOf(text) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the stream ended without " + text + ": " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
