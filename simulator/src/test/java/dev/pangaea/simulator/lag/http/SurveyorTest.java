package dev.pangaea.simulator.lag.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pangaea.simulator.lag.Survey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SurveyorTest {
  @Test
  void aSurveyIsOfTheMomentInWhichTheLastHasAnswered() throws IOException {
    AtomicLong millis = new AtomicLong(1_000);
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/status",
        exchange -> {
          millis.set(2_500);
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    node.start();
    URI address = URI.create("http://127.0.0.1:" + node.getAddress().getPort());

    try (Surveyor surveyor =
        new Surveyor(
            Map.of("us-east-1", address), Map.of(), () -> Instant.ofEpochMilli(millis.get()))) {
      Survey survey = surveyor.look();

      assertThat(survey.atMillis()).isEqualTo(2_500);
      assertThat(survey.silent()).containsExactly("us-east-1's node");
    } finally {
      node.stop(0);
    }
  }
}
