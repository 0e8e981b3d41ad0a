package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final String LARGE = "x".repeat(4000);
  private static RunningApi api;
  private RawClient client;

  @BeforeAll
  static void start() throws IOException {
    api = new RunningApi();
    api.region.table("T");
    try (RawClient client = new RawClient(api.port())) {
      client.call("PutItem", "{'TableName':'T','Item':{'p':{'S':'a'},'x':{'S':'" + LARGE + "'}}}");
    }
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
  void packedRequestsAreUnderstood() throws IOException {
    byte[] body = json("{'TableName':'T'}");
    byte[] gzip = packed(body, GZIPOutputStream::new);
    byte[] zlib = packed(body, DeflaterOutputStream::new);
    byte[] bare = packed(body, to -> new DeflaterOutputStream(to, new Deflater(6, true)));
    for (byte[] request :
        new byte[][] {
          RawClient.request("DescribeTable", gzip, "Content-Encoding: gzip"),
          RawClient.request("DescribeTable", gzip, "Content-Encoding: X-GZip"),
          RawClient.request("DescribeTable", zlib, "Content-Encoding: deflate"),
          RawClient.request("DescribeTable", bare, "Content-Encoding: deflate"),
          RawClient.request("DescribeTable", body, "Content-Encoding: identity")
        }) {
      Response response = client.send(request).receive();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).contains("\"TableName\":\"T\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
  void whatIsNotPackedAsItSaysIsRefused(String coding) throws IOException {
    for (byte[] body : new byte[][] {json("{'TableName':'T'}"), {31, -117, 8}, {0x78}}) {
      Response response =
          client
              .send(RawClient.request("DescribeTable", body, "Content-Encoding: " + coding))
              .receive();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("#SerializationException");
    }
  }

  @Test
  void aPackedRequestThatIsCutOffIsRefused() throws IOException {
    byte[] gzip = packed(json("{'TableName':'T'}"), GZIPOutputStream::new);
    for (int length = 1; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      Response response =
          client.send(RawClient.request("DescribeTable", cut, "Content-Encoding: gzip")).receive();
      assertThat(response.status()).as("%d bytes", length).isEqualTo(400);
    }
  }

  @Test
  void aRequestIsAsLargeAsWhatItUnpacksTo() throws IOException {
    byte[] bomb = packed(new byte[64 * MEGABYTE], GZIPOutputStream::new);
    assertThat(bomb.length).isLessThan(MEGABYTE);
    Response response =
        client.send(RawClient.request("PutItem", bomb, "Content-Encoding: gzip")).receive();
    assertThat(response.status()).isEqualTo(413);
    assertThat(client.closed()).isTrue();
  }

  @Test
  void whatARequestUnpacksToCountsAgainstTheBudget() throws IOException {
    ApiServerSettings tight =
        new ApiServerSettings(
            "127.0.0.1",
            0,
            1,
            10,
            MEGABYTE,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            AllowedOrigins.ANY);
    try (RunningApi small = new RunningApi(tight);
        RawClient other = new RawClient(small.port())) {
      byte[] spaces = ("{" + " ".repeat(2 * MEGABYTE) + "}").getBytes(StandardCharsets.UTF_8);
      byte[] packed = packed(spaces, GZIPOutputStream::new);
      Response response =
          other.send(RawClient.request("ListTables", packed, "Content-Encoding: gzip")).receive();
      assertThat(response.body()).contains("#ThrottlingException");
      assertThat(other.call("ListTables", "{}").status()).isEqualTo(200);
      assertThat(small.metrics.get("pangaea.api.held.bytes").gauge().value()).isZero();
    }
  }

  @Test
  void aLargeReplyIsPackedForThoseWhoAcceptIt() throws IOException {
    String plain = get("identity").body();
    assertThat(plain).contains(LARGE);
    for (String accepted : new String[] {"gzip", "deflate, gzip;q=0.5", "br, GZIP", "x-gzip"}) {
      Response response = get(accepted);
      assertThat(response.headers()).containsEntry("content-encoding", "gzip");
      assertThat(unpacked(new GZIPInputStream(stream(response)))).isEqualTo(plain);
      assertThat(response.sent().length()).isLessThan(1000);
    }
    Response deflated = get("deflate");
    assertThat(deflated.headers()).containsEntry("content-encoding", "deflate");
    assertThat(unpacked(new InflaterInputStream(stream(deflated)))).isEqualTo(plain);
  }

  @Test
  void theChecksumIsThatOfTheBytesSent() throws IOException {
    for (String accepted : new String[] {"gzip", "identity"}) {
      Response response = get(accepted);
      CRC32 crc = new CRC32();
      crc.update(response.sent().toArray());
      assertThat(response.headers()).containsEntry("x-amz-crc32", Long.toString(crc.getValue()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0"})
  void nobodyIsSentWhatTheyDoNotAccept(String accepted) throws IOException {
    Response response = get(accepted);
    assertThat(response.headers()).doesNotContainKey("content-encoding");
    assertThat(response.body()).contains(LARGE);
  }

  @Test
  void aSmallReplyIsSentAsItIs() throws IOException {
    Response response =
        client.send(RawClient.request("ListTables", json("{}"), "Accept-Encoding: gzip")).receive();
    assertThat(response.headers()).doesNotContainKey("content-encoding");
    assertThat(response.body()).isEqualTo("{\"TableNames\":[\"T\"]}");
  }

  private Response get(String accepted) throws IOException {
    return client
        .send(
            RawClient.request(
                "GetItem",
                json("{'TableName':'T','Key':{'p':{'S':'a'}}}"),
                "Accept-Encoding: " + accepted))
        .receive();
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Packs all that is written to it. */
  @FunctionalInterface
  private interface Packing {
    OutputStream into(OutputStream to) throws IOException;
  }

  private static byte[] packed(byte[] plain, Packing packing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream to = packing.into(packed)) {
      to.write(plain);
    }
    return packed.toByteArray();
  }

  private static InputStream stream(Response response) {
    return new ByteArrayInputStream(response.sent().toArray());
  }

  private static String unpacked(InputStream from) throws IOException {
    return new String(from.readAllBytes(), StandardCharsets.UTF_8);
  }
}
