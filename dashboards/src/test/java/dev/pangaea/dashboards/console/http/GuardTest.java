package dev.pangaea.dashboards.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.dashboards.console.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and with what headers the reply comes. */
class GuardTest {
  private static TwinRegions regions;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    regions = new TwinRegions(Load.NONE);
    port = regions.port();
  }

  @AfterAll
  static void end() {
    regions.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
  void theConsoleIsKnownByLoopbackNames(String name) throws IOException {
    assertThat(status("GET /api/config", "Host: " + name + ":" + port)).isEqualTo(200);
    assertThat(status("GET /api/config", "Host: " + name)).isEqualTo(200);
  }

  /** A name of somebody else that leads here would make this their page. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "[::2]",
        "[",
        ""
      })
  void noOtherNameLeadsToTheConsole(String name) throws IOException {
    assertThat(status("GET /", "Host: " + name + ":" + port)).isEqualTo(403);
    assertThat(status("GET /api/config", "Host: " + name)).isEqualTo(403);
  }

  @Test
  void boundToAllAddressesAnyAddressDoesButNoName() {
    assertThat(Guard.known("10.0.0.1", "0.0.0.0")).isTrue();
    assertThat(Guard.known("fe80::1", "::")).isTrue();
    assertThat(Guard.known("localhost", "0.0.0.0")).isTrue();
    assertThat(Guard.known("evil.example", "0.0.0.0")).isFalse();
    assertThat(Guard.known("1.2.3.4.evil.example", "0.0.0.0")).isFalse();
    assertThat(Guard.known("10.0.0.1", "10.0.0.1")).isTrue();
    assertThat(Guard.known("10.0.0.2", "10.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://localhost", "http://localhost:1"})
  void otherOriginsAreRefused(String origin) throws IOException {
    assertThat(status("GET /api/config", "Host: localhost:" + port, "Origin: " + origin))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "anything"})
  void otherSitesAreRefusedButMayLinkToThePage(String site) throws IOException {
    String[] headers = {"Host: localhost:" + port, "Sec-Fetch-Site: " + site};
    assertThat(status("GET /api/events", headers)).isEqualTo(403);
    assertThat(status("GET /", headers)).isEqualTo(200);
  }

  @Test
  void whatChangesSomethingNeedsWhatABrowserLetsNoOtherSiteSend() throws IOException {
    List<String> all =
        List.of(
            "Host: localhost:" + port,
            "Content-Type: application/json; charset=utf-8",
            "X-Pangaea-Console: 1");
    for (String missing : all) {
      List<String> headers = new ArrayList<>(all);
      headers.remove(missing);
      assertThat(status("POST /api/heal", headers.toArray(String[]::new)))
          .as("without %s", missing)
          .isIn(400, 403);
      assertThat(status("DELETE /api/load", headers.toArray(String[]::new)))
          .as("without %s", missing)
          .isIn(400, 403);
    }
    assertThat(status("POST /api/heal", all.toArray(String[]::new))).isNotEqualTo(403);
    assertThat(
            status(
                "POST /api/heal", all.get(0), "Content-Type: text/plain", "X-Pangaea-Console: 1"))
        .as("text is for scenarios only")
        .isEqualTo(403);
    assertThat(
            status(
                "POST /api/scenario",
                all.get(0),
                "Content-Type: text/plain",
                "X-Pangaea-Console: 1"))
        .isNotEqualTo(403);
  }

  @Test
  void everyReplyIsShielded() throws IOException {
    for (String path : List.of("/", "/api/config", "/none")) {
      assertThat(Browser.get(port, path))
          .contains(
              "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                  + " img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none';"
                  + " form-action 'none'; frame-ancestors 'none'",
              "X-Content-Type-Options: nosniff",
              "Referrer-Policy: no-referrer")
          .doesNotContain("Access-Control");
    }
    assertThat(Browser.ask(port, "GET /", "", "Host: evil.example"))
        .contains("Content-Security-Policy: default-src 'none'");
  }

  @Test
  void askingForAHeadIsReading() throws IOException {
    for (String path : List.of("/", "/api/config", "/api/events", "/api/records?table=demo")) {
      String reply = Browser.ask(port, "HEAD " + path, "", "Host: localhost:" + port);
      assertThat(Browser.status(reply)).as(path).isEqualTo(200);
      assertThat(Browser.body(reply)).as(path).isEmpty();
    }
    assertThat(status("HEAD /api/none", "Host: localhost:" + port)).isEqualTo(404);
    assertThat(status("HEAD /", "Host: evil.example")).isEqualTo(403);
    assertThat(status("OPTIONS /", "Host: localhost:" + port)).isEqualTo(403);
  }

  private static int status(String route, String... headers) throws IOException {
    return Browser.status(Browser.ask(port, route, "", headers));
  }
}
