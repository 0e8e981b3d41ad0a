package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
  }

  @Test
  void aBrowserIsToldWhatAPageMaySend() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      Response response =
          client
              .send(
                  "OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://page\r\n"
                      + "Access-Control-Request-Method: POST\r\n"
                      + "Access-Control-Request-Headers: content-type,x-amz-target\r\n\r\n")
              .receive();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers())
          .containsEntry("access-control-allow-origin", "*")
          .containsEntry("access-control-allow-methods", "POST")
          .containsEntry("access-control-allow-headers", "content-type,x-amz-target")
          .containsEntry("access-control-max-age", "172800");
    }
  }

  @Test
  void aPageMayReadReplies() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      for (String operation : new String[] {"ListTables", "Nonsense"}) {
        Response response =
            client.send(RawClient.request(operation, body, "Origin: http://page")).receive();
        assertThat(response.headers()).containsEntry("access-control-allow-origin", "*");
        assertThat(response.headers().get("access-control-expose-headers"))
            .contains("x-amzn-RequestId");
      }
    }
  }

  @Test
  void whoIsNoPageIsToldNothingOfIt() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      assertThat(client.call("ListTables", "{}").headers())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(client.send("OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n").receive().status())
          .isEqualTo(404);
    }
  }
}
