package dev.pangaea.regionnode.api.http;

import dev.pangaea.conflict.bytes.Bytes;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends what it is told, byte by byte, and reads replies. */
final class RawClient implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawClient(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** A reply. Header names are in lower case. */
  record Response(int status, Map<String, String> headers, Bytes sent) {
    String body() {
      return new String(sent.toArray(), StandardCharsets.UTF_8);
    }
  }

  /** A well-formed request to an operation, signed in form. */
  static byte[] request(String operation, byte[] body) {
    return join(head(operation, "Content-Length: " + body.length), body);
  }

  static byte[] request(String operation, String body) {
    return request(operation, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a header more. */
  static byte[] request(String operation, byte[] body, String header) {
    return join(head(operation, header, "Content-Length: " + body.length), body);
  }

  static byte[] head(String operation, String... more) {
    return """
        POST / HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/x-amz-json-1.0\r
        X-Amz-Target: DynamoDB_20120810.%s\r
        X-Amz-Date: 20261121T101112Z\r
        Authorization: AWS4-HMAC-SHA256 Credential=a/20261121/us-east-1/dynamodb/aws4_request, \
        SignedHeaders=host, Signature=0\r
        %s\r
        \r
        """
        .formatted(operation, String.join("\r\n", more))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Response call(String operation, String body) throws IOException {
    return send(request(operation, body)).receive();
  }

  Response receive() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    Bytes body = Bytes.copyOf(in.readNBytes(length));
    return new Response(Integer.parseInt(status.split(" ")[1]), headers, body);
  }

  /** Whether the other side has closed; waits for it. */
  boolean closed() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return !(reset instanceof SocketTimeoutException);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after '" + line + "'");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
