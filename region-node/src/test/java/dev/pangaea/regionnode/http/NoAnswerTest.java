package dev.pangaea.regionnode.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoAnswerTest {
  @Test
  void aHostThatNobodyKnowsIsToldFromAPortOfNobody() throws IOException {
    assertThat(reason("http://no-such-host.invalid:8101")).isEqualTo("no such host");
    assertThat(reason("http://127.0.0.1:" + portOfNobody())).isEqualTo("nobody listens there");
  }

  private static String reason(String address) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    try (HttpClient client = Http1.client()) {
      return NoAnswer.reason(
          catchThrowable(() -> client.send(request, HttpResponse.BodyHandlers.discarding())));
    }
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return port.getLocalPort();
    }
  }
}
