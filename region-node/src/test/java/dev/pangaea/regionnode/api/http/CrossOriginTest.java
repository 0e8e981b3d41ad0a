package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
  private static final String HERE = "http://localhost:3000";
  private static final String ELSEWHERE = "http://page";

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
  void onlyPagesThatMayAreTold() throws IOException {
    AllowedOrigins some = AllowedOrigins.of(List.of(HERE, "https://example.com"));
    try (RunningApi choosy = new RunningApi(RunningApi.defaults().allowing(some));
        RawClient client = new RawClient(choosy.port())) {
      Response told = client.send(preflight(HERE)).receive();
      assertThat(told.status()).isEqualTo(200);
      assertThat(told.headers())
          .containsEntry("access-control-allow-origin", HERE)
          .containsEntry("vary", "origin");
      Response refused = client.send(preflight(ELSEWHERE)).receive();
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
      assertThat(reply(client, HERE).headers()).containsEntry("access-control-allow-origin", HERE);
      assertThat(reply(client, ELSEWHERE).headers())
          .containsEntry("vary", "origin")
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void noPageIsToldAnythingWhereNoneMay() throws IOException {
    AllowedOrigins none = AllowedOrigins.of(List.of("none"));
    try (RunningApi closed = new RunningApi(RunningApi.defaults().allowing(none));
        RawClient client = new RawClient(closed.port())) {
      assertThat(client.send(preflight(HERE)).receive().status()).isEqualTo(404);
      assertThat(reply(client, HERE).headers()).doesNotContainKey("access-control-allow-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:3000", "http://a/page", "http://", "", "null", "a b", "http://a:99999"})
  void whatIsNoOriginIsRefused(String text) {
    assertThatThrownBy(() -> AllowedOrigins.of(List.of(text))).hasMessageContaining("is no origin");
    assertThatThrownBy(() -> AllowedOrigins.of(List.of("*", HERE)))
        .hasMessageContaining("is no origin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.com:443, https://a.com",
    "http://a.com:80, http://a.com",
    "HTTP://A.com, http://a.com",
    "http://me@a.com:81, http://a.com:81",
    "http://a.com:, http://a.com",
    "http://a.com:0081, http://a.com:81",
  })
  void whatNoBrowserSendsIsRefusedWithWhatOneSends(String text, String sent) {
    assertThatThrownBy(() -> AllowedOrigins.of(List.of(text)))
        .hasMessage("\"%s\" is sent by no browser: give it as browsers write it, %s", text, sent);
    assertThat(AllowedOrigins.of(List.of(sent)).answerTo(sent)).hasValue(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "http://[::1]:8000",
        "https://a.com:80",
        "app://a",
        "http://1.2.3.4"
      })
  void whatBrowsersSendIsTaken(String text) {
    assertThat(AllowedOrigins.of(List.of(text)).answerTo(text)).hasValue(text);
  }

  private static String preflight(String origin) {
    return "OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: "
        + origin
        + "\r\nAccess-Control-Request-Method: POST\r\n\r\n";
  }

  private static Response reply(RawClient client, String origin) throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    return client.send(RawClient.request("ListTables", body, "Origin: " + origin)).receive();
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
