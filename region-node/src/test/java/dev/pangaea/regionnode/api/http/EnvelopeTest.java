package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final String GET = "{'TableName':'T','Key':{'p':{'S':'a'}}}";
  private static RunningApi api;
  private RawClient client;

  @BeforeAll
  static void start() throws IOException {
    api = new RunningApi();
    api.region.table("T");
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = new RawClient(api.port());
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  @Test
  void everyReplyIsNamedAndChecksummed() throws IOException {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      Response response = client.call("GetItem", GET);
      CRC32 crc = new CRC32();
      crc.update(response.body().getBytes(StandardCharsets.UTF_8));
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{}");
      assertThat(response.headers())
          .containsEntry("content-type", "application/x-amz-json-1.0")
          .containsEntry("x-amz-crc32", Long.toString(crc.getValue()));
      assertThat(response.headers().get("x-amzn-requestid")).matches("[0-9A-V]{52}");
      ids.add(response.headers().get("x-amzn-requestid"));
    }
    assertThat(ids).hasSize(10);
  }

  @Test
  void errorsCarryTheirNamespace() throws IOException {
    assertThat(client.call("GetItem", "{'TableName':'U','Key':{}}").body())
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\","
                + "\"message\":\"Requested resource not found\"}");
    assertThat(client.call("GetItem", "{'TableName':'T','Key':{}}").body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.validate#ValidationException\","
                + "\"message\":\"The provided key element does not match the schema\"}");
    assertThat(client.call("GetItem", "{'TableName':1}").body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#SerializationException\","
                + "\"Message\":\"NUMBER_VALUE cannot be converted to String\"}");
    assertThat(client.call("GetItem", "{").body())
        .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
  }

  @Test
  void saysThatItIsHealthy() throws IOException {
    Response response = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").receive();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
  }

  @Test
  void otherMethodsPathsAndContentsAreNotFound() throws IOException {
    String put = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
    String html = "POST / HTTP/1.1\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}";
    String bare = "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
    for (String request : new String[] {put, html, bare}) {
      Response response = client.send(request).receive();
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.body()).startsWith("<UnknownOperationException/>");
    }
  }

  @Test
  void aTargetThatIsNoneOfOursIsUnknown() throws IOException {
    assertThat(client.call("Nonsense", "{}").body())
        .isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
    assertThat(client.call("Nonsense", "no JSON").body()).contains("#SerializationException");
  }

  @Test
  void aRequestIsSigned() throws IOException {
    assertThat(unsigned("").body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#MissingAuthenticationTokenException\","
                + "\"message\":\"Request is missing Authentication Token\"}");
    assertThat(unsigned("Authorization: Basic YTpi\r\n").body())
        .contains("#MissingAuthenticationTokenException");
    assertThat(unsigned("Authorization: AWS4-HMAC-SHA256 Signature=0\r\n").body())
        .contains("#IncompleteSignatureException")
        .contains(
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'SignedHeaders' parameter. Authorization header requires existence of either a"
                + " 'X-Amz-Date' or a 'Date' header.");
  }

  private Response unsigned(String header) throws IOException {
    return client
        .send(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json; charset=utf-8\r\n"
                + "X-Amz-Target: DynamoDB_20120810.ListTables\r\n"
                + header
                + "Content-Length: 2\r\n\r\n{}")
        .receive();
  }

  @Test
  void whatBreaksInsideIsNotShown() throws IOException {
    api.region.tables.nextReadFails(new IllegalStateException("secret"));
    Response response = client.call("GetItem", GET);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body())
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\","
                + "\"message\":\"Internal server error\"}");
    assertThat(client.call("GetItem", GET).status()).isEqualTo(200);
  }

  @Test
  void requestsAreTimedByOperationAndOutcome() throws IOException {
    client.call("DescribeLimits", "{}");
    client.call("DescribeLimits", "[]");
    for (String outcome : new String[] {"success", "SerializationException"}) {
      assertThat(
              api.metrics
                  .get("pangaea.api.request")
                  .tag("operation", "DescribeLimits")
                  .tag("outcome", outcome)
                  .timer()
                  .totalTime(TimeUnit.NANOSECONDS))
          .isPositive();
    }
  }
}
