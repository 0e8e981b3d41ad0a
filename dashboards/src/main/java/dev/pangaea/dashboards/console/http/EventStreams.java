package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pages that listen. One that reads slowly misses snapshots, of which the next says all; what must
 * not be missed ends its connection instead, so that it comes back and asks for what was. Confined
 * to the console's thread.
 */
final class EventStreams {
  static final int LISTENERS_MAX = 32;
  static final String TYPE = "text/event-stream";
  private static final int QUEUE_BYTES_MAX = 1 << 20;

  private final Set<HttpServerResponse> listeners = new LinkedHashSet<>();

  boolean full() {
    return listeners.size() >= LISTENERS_MAX;
  }

  int count() {
    return listeners.size();
  }

  void open(HttpServerResponse response) {
    listeners.add(response);
    response.closeHandler(_ -> listeners.remove(response));
    response.exceptionHandler(_ -> listeners.remove(response));
    response
        .setWriteQueueMaxSize(QUEUE_BYTES_MAX)
        .setChunked(true)
        .putHeader("Content-Type", TYPE)
        .write("retry: 1000\n\n");
  }

  static void send(HttpServerResponse listener, String event, JsonNode data) {
    listener.write(text(event, data));
  }

  /** To all who have read what they were sent before. */
  void offer(String event, JsonNode data) {
    if (!listeners.isEmpty()) {
      String text = text(event, data);
      listeners.stream().filter(each -> !each.writeQueueFull()).forEach(each -> each.write(text));
    }
  }

  /** To all; who has not read what was sent before is sent away. */
  void tell(String event, JsonNode data) {
    List<HttpServerResponse> slow =
        listeners.stream().filter(HttpServerResponse::writeQueueFull).toList();
    slow.forEach(this::sendAway);
    offer(event, data);
  }

  void close() {
    new ArrayList<>(listeners).forEach(this::sendAway);
  }

  private void sendAway(HttpServerResponse listener) {
    listeners.remove(listener);
    listener.reset();
  }

  private static String text(String event, JsonNode data) {
    return "event: " + event + "\ndata: " + data + "\n\n";
  }
}
