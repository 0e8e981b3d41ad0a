package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.api.AnyCredentials;
import dev.pangaea.regionnode.api.http.RawClient.Response;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ServerLimitsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int END = -1;
  private static final String PUT = "{'TableName':'T','Item':{'p':{'S':'a'}}}";

  private static ApiServerSettings settings(
      int connectionsMax, long bytesMax, Duration idle, Duration request) {
    return new ApiServerSettings(
        "127.0.0.1",
        0,
        2,
        connectionsMax,
        bytesMax,
        idle,
        request,
        Duration.ofSeconds(10),
        AllowedOrigins.ANY);
  }

  private static ApiServerSettings roomy() {
    return settings(100, 64L * MEGABYTE, Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  @Test
  void headersAndRequestLinesEndAtSixteenKilobytes() throws IOException {
    try (RunningApi api = new RunningApi(roomy())) {
      String filler = "a".repeat(17 * 1024);
      for (String request :
          new String[] {
            "GET /" + filler + " HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX: " + filler + "\r\n\r\n"
          }) {
        try (RawClient client = new RawClient(api.port())) {
          assertThat(client.send(request).receive().status()).isEqualTo(400);
        }
      }
      try (RawClient client = new RawClient(api.port())) {
        String fits = "GET / HTTP/1.1\r\nX: " + "a".repeat(15 * 1024) + "\r\n\r\n";
        assertThat(client.send(fits).receive().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    try (RunningApi api = new RunningApi(roomy())) {
      for (String request :
          new String[] {
            "nonsense\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
          }) {
        try (RawClient client = new RawClient(api.port())) {
          assertThat(statusOrEnd(client.send(request))).as(request).isIn(400, END);
          assertThat(client.closed()).isTrue();
        }
      }
    }
  }

  private static int statusOrEnd(RawClient client) throws IOException {
    try {
      return client.receive().status();
    } catch (EOFException closed) {
      return END;
    }
  }

  @Test
  void bodiesEndAtSixteenMegabytes() throws IOException {
    try (RunningApi api = new RunningApi(roomy())) {
      byte[] body = new byte[16 * MEGABYTE + 1];
      try (RawClient client = new RawClient(api.port())) {
        Response response = client.send(RawClient.request("PutItem", body)).receive();
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).isEmpty();
        assertThat(client.closed()).isTrue();
      }
      try (RawClient client = new RawClient(api.port())) {
        client.send(RawClient.head("PutItem", "Transfer-Encoding: chunked"));
        byte[] chunk = new byte[MEGABYTE];
        for (int sent = 0; sent < 20; sent++) {
          client.send(Integer.toHexString(chunk.length) + "\r\n").send(chunk).send("\r\n");
        }
        assertThat(client.send("0\r\n\r\n").receive().status()).isEqualTo(413);
      }
    }
  }

  @Test
  void aChunkedBodyIsABodyLikeAnyOther() throws IOException {
    try (RunningApi api = new RunningApi(roomy());
        RawClient client = new RawClient(api.port())) {
      api.region.table("T");
      client.send(RawClient.head("PutItem", "Transfer-Encoding: chunked"));
      for (char character : PUT.replace('\'', '"').toCharArray()) {
        client.send("1\r\n" + character + "\r\n");
      }
      assertThat(client.send("0\r\n\r\n").receive().body()).isEqualTo("{}");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (RunningApi api = new RunningApi(roomy());
        RawClient client = new RawClient(api.port())) {
      api.region.table("T");
      for (int number = 0; number < 100; number++) {
        client.send(
            RawClient.request(
                "PutItem",
                "{'TableName':'T','Item':{'p':{'S':'a'},'n':{'N':'%d'}},'ReturnValues':'ALL_OLD'}"
                    .formatted(number)));
      }
      assertThat(client.receive().body()).isEqualTo("{}");
      for (int number = 1; number < 100; number++) {
        assertThat(client.receive().body()).contains("{\"N\":\"" + (number - 1) + "\"}");
      }
    }
  }

  @Test
  void aSenderThatReadsNothingIsNotAnsweredWithoutEnd() throws Exception {
    int requests = 200;
    try (RunningApi api = new RunningApi(roomy());
        RawClient client = new RawClient(api.port())) {
      api.region.table("T");
      String value = "y".repeat(400_000);
      client.call("PutItem", "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'S':'" + value + "'}}}");
      byte[] get = RawClient.request("GetItem", "{'TableName':'T','Key':{'p':{'S':'a'}}}");
      for (int sent = 0; sent < requests; sent++) {
        client.send(get);
      }
      long answered = RunningApi.settled(() -> api.successes("GetItem"));
      assertThat(answered).isLessThan(requests);
      for (int received = 0; received < requests; received++) {
        assertThat(client.receive().body()).hasSizeGreaterThan(400_000);
      }
    }
  }

  @Test
  void aBodyIsSentWhenItIsAskedFor() throws IOException {
    try (RunningApi api = new RunningApi(roomy());
        RawClient client = new RawClient(api.port())) {
      client.send(RawClient.head("ListTables", "Content-Length: 2\r\nExpect: 100-continue"));
      assertThat(client.receive().status()).isEqualTo(100);
      assertThat(client.send("{}").receive().status()).isEqualTo(200);
    }
  }

  @Test
  void bytesUnderWayAreBounded() throws IOException {
    ApiServerSettings narrow =
        settings(100, 64 * 1024, Duration.ofSeconds(60), Duration.ofSeconds(60));
    try (RunningApi api = new RunningApi(narrow);
        RawClient client = new RawClient(api.port())) {
      api.region.table("T");
      String large =
          "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'S':'%s'}}}".formatted("y".repeat(100_000));
      Response response = client.call("PutItem", large);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("#ThrottlingException");
      for (int round = 0; round < 200; round++) {
        assertThat(
                client.call("PutItem", PUT.replace("'a'", "'" + "k".repeat(1000) + "'")).status())
            .isEqualTo(200);
      }
      assertThat(api.metrics.get("pangaea.api.held.bytes").gauge().value()).isZero();
    }
  }

  @Test
  void connectionsAreBounded() throws IOException {
    ApiServerSettings two = settings(2, MEGABYTE, Duration.ofSeconds(60), Duration.ofSeconds(60));
    try (RunningApi api = new RunningApi(two);
        RawClient first = new RawClient(api.port());
        RawClient second = new RawClient(api.port())) {
      assertThat(first.call("ListTables", "{}").status()).isEqualTo(200);
      assertThat(second.call("ListTables", "{}").status()).isEqualTo(200);
      try (RawClient third = new RawClient(api.port())) {
        assertThat(third.closed()).isTrue();
      }
      assertThat(first.call("ListTables", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void whoeverTricklesOrStallsIsClosed() throws IOException {
    ApiServerSettings impatient =
        settings(100, MEGABYTE, Duration.ofMillis(300), Duration.ofMillis(300));
    try (RunningApi api = new RunningApi(impatient)) {
      try (RawClient idle = new RawClient(api.port())) {
        assertThat(idle.closed()).isTrue();
      }
      try (RawClient header = new RawClient(api.port())) {
        assertThat(header.send("POST / HTTP/1.1\r\nHost: a\r\nX-").closed()).isTrue();
      }
      try (RawClient body = new RawClient(api.port())) {
        body.send(RawClient.head("PutItem", "Content-Length: 1000")).send("{\"Table");
        assertThat(body.closed()).isTrue();
      }
    }
  }

  @Test
  void aRequestThatUsesUpTheStackIsAnswered() throws IOException {
    Vertx vertx = Vertx.vertx();
    try (RunningApi api = new RunningApi(roomy());
        ApiServer server =
            ApiServer.start(
                vertx,
                ApiServerSettings.of("127.0.0.1", 0),
                api.region.operations.and(Map.of("Deep", (request, listener) -> deeper(0))),
                new AnyCredentials(),
                new SimpleMeterRegistry(),
                new SplittableRandom(1));
        RawClient client = new RawClient(server.port())) {
      for (int i = 0; i < 3; i++) {
        Response response = client.call("Deep", "{}");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("InternalServerError");
      }
    } finally {
      vertx.close();
    }
  }

  private static long deeper(long depth) {
    return 1 + deeper(depth + 1);
  }

  @Test
  void aTakenPortIsToldAtOnce() throws IOException {
    Vertx vertx = Vertx.vertx();
    try (RunningApi api = new RunningApi(roomy())) {
      assertThatThrownBy(
              () ->
                  ApiServer.start(
                      vertx,
                      ApiServerSettings.of("127.0.0.1", api.port()),
                      api.region.operations,
                      new AnyCredentials(),
                      new SimpleMeterRegistry(),
                      new SplittableRandom(1)))
          .isInstanceOf(IOException.class);
    } finally {
      vertx.close();
    }
  }
}
