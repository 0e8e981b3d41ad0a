package dev.pangaea.simulator.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.simulator.processes.EmailJournal.Email;
import dev.pangaea.simulator.processes.EmailJournal.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A worker as anybody could write one, in a process of its own: it sends an e-mail for each change
 * of an order, one after the other, and none for an event that it has sent one for. What it has
 * sent is in its journal. It fails at a change that is poisoned. At its wish a test can have the
 * next call held when half of it is done.
 */
public final class EmailWorker {
  static final String READY = "the worker listens";
  static final String POISON = "poison";
  private static final int OK = 200;
  private static final int BROKEN = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmailJournal journal;
  private final Set<String> sent = new HashSet<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean holding = new AtomicBoolean();
  private volatile CountDownLatch released = new CountDownLatch(1);

  private EmailWorker(Path path) throws IOException {
    for (Entry entry : new EmailJournal.Reader(path).all()) {
      if (entry instanceof Entry.Sent(Email email)) {
        sent.add(email.eventId());
      }
    }
    this.journal = EmailJournal.open(path);
  }

  /**
   * @param arguments where its journal is, and at which port it is to listen
   */
  public static void main(String[] arguments) throws IOException {
    EmailWorker worker = new EmailWorker(Path.of(arguments[0]));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
            0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/emails", worker::take);
    server.createContext("/hold", answering(worker::hold));
    server.createContext("/release", answering(worker::release));
    server.start();
    System.out.println(READY);
  }

  private static HttpHandler answering(Runnable step) {
    return exchange -> {
      step.run();
      exchange.sendResponseHeaders(OK, -1);
      exchange.close();
    };
  }

  private void hold() {
    released = new CountDownLatch(1);
    holding.set(true);
  }

  private void release() {
    holding.set(false);
    released.countDown();
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode records = JSON.readTree(exchange.getRequestBody()).get("Records");
    int attempt = Integer.parseInt(exchange.getRequestHeaders().getFirst("x-pangaea-attempt"));
    String call = ProcessHandle.current().pid() + "-" + calls.incrementAndGet();
    List<Email> emails = new ArrayList<>();
    records.forEach(record -> emails.add(email(record)));
    journal.add(new Entry.Told(call, attempt, emails));
    int status = work(call, records, emails);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
    journal.add(new Entry.Answered(call, status));
  }

  private int work(String call, JsonNode records, List<Email> emails) throws IOException {
    for (int index = 0; index < emails.size(); index++) {
      if (index == emails.size() / 2 && holding.compareAndSet(true, false)) {
        journal.add(new Entry.Held(call));
        awaitRelease();
      }
      if (records.get(index).get("dynamodb").get("NewImage").has(POISON)) {
        return BROKEN;
      }
      send(emails.get(index));
    }
    return OK;
  }

  /** Two calls may tell the same: that of a node that is gone, and that of the next one. */
  private synchronized void send(Email email) throws IOException {
    if (!sent.contains(email.eventId())) {
      journal.add(new Entry.Sent(email));
      sent.add(email.eventId());
    }
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static Email email(JsonNode record) {
    JsonNode image = record.get("dynamodb").get("NewImage");
    return new Email(
        record.get("eventID").asText(),
        image.get("pk").get("S").asText(),
        image.get("version").get("N").asInt());
  }
}
