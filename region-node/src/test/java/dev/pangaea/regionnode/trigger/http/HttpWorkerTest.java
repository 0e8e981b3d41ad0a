package dev.pangaea.regionnode.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.trigger.Worker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Retries are used up only by workers that may have got the call. */
class HttpWorkerTest {
  private static final int MANY = 16;

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
      assertThat(answer(full)).isEqualTo(new Worker.Answer.None("no connection in time", false));
    } finally {
      for (SocketChannel other : others) {
        other.close();
      }
    }
  }

  @Test
  void aWorkerThatDoesNotAnswerInTimeWasReached() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress())) {
      assertThat(answer(silent)).isEqualTo(new Worker.Answer.None("no answer in time", true));
    }
  }

  private static Worker.Answer answer(ServerSocket server) throws Exception {
    CompletableFuture<Worker.Answer> answer = new CompletableFuture<>();
    try (HttpWorker worker = new HttpWorker()) {
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      worker.call(new Worker.Call(url, "t", "id", "shard", 1, 200, List.of()), answer::complete);
      return answer.get(30, TimeUnit.SECONDS);
    }
  }
}
