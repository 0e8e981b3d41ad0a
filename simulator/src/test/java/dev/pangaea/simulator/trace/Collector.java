package dev.pangaea.simulator.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A collector that keeps what it is told, by OTLP over HTTP. It reads the numbered fields of
 * opentelemetry/proto/trace/v1/trace.proto.
 */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /**
   * A span as it arrived.
   *
   * @param service the process that told of it
   * @param links ids of traces
   */
  public record Told(
      String service,
      String region,
      String traceId,
      String id,
      Optional<String> parent,
      String name,
      long startNanos,
      long endNanos,
      Map<String, String> attributes,
      List<String> links) {}

  private Collector(HttpServer server) {
    this.server = server;
  }

  public static Collector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Collector collector = new Collector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All spans so far, in the order in which they arrived. */
  public List<Told> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      told.addAll(read(exchange.getRequestBody().readAllBytes()));
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static List<Told> read(byte[] body) throws InvalidProtocolBufferException {
    List<Told> spans = new ArrayList<>();
    for (UnknownFieldSet ofResource : messages(UnknownFieldSet.parseFrom(body), 1)) {
      Map<String, String> resource = attributes(messages(ofResource, 1).getFirst(), 1);
      for (UnknownFieldSet ofScope : messages(ofResource, 2)) {
        for (UnknownFieldSet span : messages(ofScope, 2)) {
          spans.add(span(resource, span));
        }
      }
    }
    return spans;
  }

  private static Told span(Map<String, String> resource, UnknownFieldSet span)
      throws InvalidProtocolBufferException {
    List<String> links = new ArrayList<>();
    for (UnknownFieldSet link : messages(span, 13)) {
      links.add(hex(link, 1).orElseThrow());
    }
    return new Told(
        resource.get("service.name"),
        resource.get("pangaea.region"),
        hex(span, 1).orElseThrow(),
        hex(span, 2).orElseThrow(),
        hex(span, 4),
        text(span, 5),
        fixed(span, 7),
        fixed(span, 8),
        attributes(span, 9),
        links);
  }

  private static Map<String, String> attributes(UnknownFieldSet from, int field)
      throws InvalidProtocolBufferException {
    Map<String, String> attributes = new HashMap<>();
    for (UnknownFieldSet pair : messages(from, field)) {
      attributes.put(text(pair, 1), text(messages(pair, 2).getFirst(), 1));
    }
    return attributes;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet from, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : from.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static String text(UnknownFieldSet from, int field) {
    return from.getField(field).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> hex(UnknownFieldSet from, int field) {
    return from.getField(field).getLengthDelimitedList().stream()
        .filter(bytes -> !bytes.isEmpty())
        .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
        .findFirst();
  }

  private static long fixed(UnknownFieldSet from, int field) {
    return from.getField(field).getFixed64List().getFirst();
  }
}
