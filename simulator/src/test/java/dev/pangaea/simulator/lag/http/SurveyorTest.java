package dev.pangaea.simulator.lag.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pangaea.simulator.lag.Survey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SurveyorTest {
  @Test
  void aSurveyIsOfTheMomentInWhichTheLastHasAnsweredAndAnAnswerOfItsOwn() throws IOException {
    AtomicLong millis = new AtomicLong(1_000);
    CountDownLatch firstTaken = new CountDownLatch(1);
    InstantSource clock =
        () -> {
          Instant now = Instant.ofEpochMilli(millis.get());
          firstTaken.countDown();
          return now;
        };
    HttpServer first = process(() -> {});
    HttpServer last =
        process(
            () -> {
              firstTaken.await();
              millis.set(2_500);
            });

    try (Surveyor surveyor =
        new Surveyor(
            Map.of("us-east-1", address(first)), Map.of("us-east-1", address(last)), clock)) {
      Survey survey = surveyor.look();

      assertThat(survey.nodes().getFirst().atMillis()).isEqualTo(1_000);
      assertThat(survey.replicators().getFirst().atMillis()).isEqualTo(2_500);
      assertThat(survey.atMillis()).isEqualTo(2_500);
      assertThat(survey.silent()).containsExactly("us-east-1's node", "us-east-1's replicator");
    } finally {
      first.stop(0);
      last.stop(0);
    }
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  /** One that fails, after a step. */
  private static HttpServer process(Step before) throws IOException {
    HttpServer process =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    process.createContext(
        "/status",
        exchange -> {
          try {
            before.take();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    process.start();
    return process;
  }

  private static URI address(HttpServer process) {
    return URI.create("http://127.0.0.1:" + process.getAddress().getPort());
  }
}
