package dev.pangaea.regionnode.trigger.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.trigger.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries are used up only by workers that may have got the call. */
@Timeout(120)
class HttpWorkerTest {
  private static final int MANY = 16;
  private static final int WAIT_MILLIS = 30_000;
  private static final Worker.Answer DONE =
      new Worker.Answer.Replied(200, Bytes.owning("{}".getBytes(US_ASCII)));
  private static final Worker.Answer DROPPED =
      new Worker.Answer.None("java.io.IOException: HTTP/1.1 header parser received no bytes", true);

  @Test
  void aWorkerThatNobodyConnectsToInTimeWasNotReached() throws Exception {
    List<SocketChannel> others = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int index = 0; index < MANY; index++) {
        SocketChannel other = SocketChannel.open();
        others.add(other);
        other.configureBlocking(false);
        other.connect(full.getLocalSocketAddress());
      }
      assertThat(answer(full, 200))
          .isEqualTo(new Worker.Answer.None("no connection in time", false));
    } finally {
      for (SocketChannel other : others) {
        other.close();
      }
    }
  }

  @Test
  void aWorkerThatDoesNotAnswerInTimeWasReached() throws Exception {
    try (ServerSocket server = server();
        ServerSocket silent = server();
        HttpWorker worker = new HttpWorker()) {
      CompletableFuture<Worker.Answer> first = call(worker, server);
      Socket kept = server.accept();
      reply(kept);
      assertThat(first.get(30, TimeUnit.SECONDS)).as("it needs no time to start").isEqualTo(DONE);
      assertThat(call(worker, silent, 2000).get(30, TimeUnit.SECONDS))
          .isEqualTo(new Worker.Answer.None("no answer in time", true));
      kept.close();
    }
  }

  @Test
  void aCallOverAKeptConnectionThatBringsNothingIsMadeAgainOverANewOne() throws Exception {
    try (ServerSocket server = server();
        HttpWorker worker = new HttpWorker()) {
      CompletableFuture<Worker.Answer> first = call(worker, server);
      Socket kept = server.accept();
      reply(kept);
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(DONE);
      CompletableFuture<Worker.Answer> second = call(worker, server);
      drop(kept);
      Socket fresh = server.accept();
      reply(fresh);
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(DONE);
      fresh.close();
    }
  }

  @Test
  void aWorkerThatDropsTheSecondCallTooWasReached() throws Exception {
    try (ServerSocket server = server();
        HttpWorker worker = new HttpWorker()) {
      CompletableFuture<Worker.Answer> first = call(worker, server);
      Socket kept = server.accept();
      reply(kept);
      first.get(30, TimeUnit.SECONDS);
      CompletableFuture<Worker.Answer> second = call(worker, server);
      drop(kept);
      drop(server.accept());
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(DROPPED);
    }
  }

  @Test
  void aWorkerThatDiesOfACallWasReached() throws Exception {
    ServerSocket server = server();
    try (HttpWorker worker = new HttpWorker()) {
      CompletableFuture<Worker.Answer> first = call(worker, server);
      Socket kept = server.accept();
      reply(kept);
      first.get(30, TimeUnit.SECONDS);
      CompletableFuture<Worker.Answer> second = call(worker, server);
      read(kept);
      server.close();
      kept.close();
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(DROPPED);
    }
  }

  @Test
  void aCallOverANewConnectionIsNotMadeAgain() throws Exception {
    try (ServerSocket server = server();
        HttpWorker worker = new HttpWorker()) {
      CompletableFuture<Worker.Answer> only = call(worker, server);
      drop(server.accept());
      assertThat(only.get(30, TimeUnit.SECONDS)).isEqualTo(DROPPED);
    }
  }

  /** One that nobody waits for without end. */
  private static ServerSocket server() throws IOException {
    ServerSocket server = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
    server.setSoTimeout(WAIT_MILLIS);
    return server;
  }

  private static Worker.Answer answer(ServerSocket server, long timeoutMillis) throws Exception {
    try (HttpWorker worker = new HttpWorker()) {
      return call(worker, server, timeoutMillis).get(30, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Worker.Answer> call(HttpWorker worker, ServerSocket server) {
    return call(worker, server, 20_000);
  }

  private static CompletableFuture<Worker.Answer> call(
      HttpWorker worker, ServerSocket server, long timeoutMillis) {
    CompletableFuture<Worker.Answer> answer = new CompletableFuture<>();
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    worker.call(
        new Worker.Call(url, "t", "id", "shard", 1, timeoutMillis, List.of()), answer::complete);
    return answer;
  }

  private static void reply(Socket connection) throws IOException {
    read(connection);
    connection
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
  }

  private static void drop(Socket connection) throws IOException {
    read(connection);
    connection.close();
  }

  /** A whole request: its body ends with the only bracket of that kind. */
  private static void read(Socket connection) throws IOException {
    connection.setSoTimeout(WAIT_MILLIS);
    InputStream from = connection.getInputStream();
    int last = from.read();
    while (last != ']' && last >= 0) {
      last = from.read();
    }
    assertThat(from.read()).isEqualTo('}');
  }
}
