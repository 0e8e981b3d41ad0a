package dev.pangaea.simulator.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A worker as anybody could write one: it sends an email for each record, and none for an event
 * that its own memory says it has done. That memory, as a database would, outlives its crashes; a
 * crash falls into the middle of a batch, and nobody gets an answer.
 */
final class EmailWorker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> done = new HashSet<>();
  private final List<String> emails = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int port;
  private int told;
  private boolean crashing;
  private HttpServer server;

  EmailWorker() throws IOException {
    open();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/emails";
  }

  /** What was sent, each as {@code ITEM/VERSION}, in the order of sending. */
  synchronized List<String> emails() {
    return List.copyOf(emails);
  }

  /** How many records came, those among them that had come before. */
  synchronized int told() {
    return told;
  }

  /** Dies after half of the batch that it is told next, and comes up again. */
  void crash() throws IOException, InterruptedException {
    synchronized (this) {
      crashing = true;
      while (crashing) {
        wait();
      }
    }
    server.stop(0);
    open();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/emails", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode records = JSON.readTree(exchange.getRequestBody()).get("Records");
    boolean dies;
    synchronized (this) {
      dies = crashing;
      int until = dies ? records.size() / 2 : records.size();
      for (int index = 0; index < until; index++) {
        send(records.get(index));
      }
      crashing = false;
      notifyAll();
    }
    if (!dies) {
      exchange.sendResponseHeaders(200, -1);
    }
    exchange.close();
  }

  private void send(JsonNode record) {
    told++;
    if (done.add(record.get("eventID").asText())) {
      JsonNode image = record.get("dynamodb").get("NewImage");
      emails.add(image.get("pk").get("S").asText() + "/" + image.get("version").get("N").asText());
    }
  }
}
