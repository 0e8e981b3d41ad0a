package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
  private final ReplyParser parser = new ReplyParser();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean take(String text) throws BadReplyException {
    return parser.take(Unpooled.wrappedBuffer(bytes(text)));
  }

  private static String lengthFramed(String body) {
    return "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-LENGTH: "
        + bytes(body).length
        + "\r\n\r\n"
        + body;
  }

  private static String chunked(String body, SplittableRandom random) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    int at = 0;
    while (at < body.length()) {
      int size = Math.min(body.length() - at, 1 + random.nextInt(50));
      text.append(Integer.toHexString(size)).append(random.nextBoolean() ? ";x=y\r\n" : "\r\n");
      text.append(body, at, at + size).append("\r\n");
      at += size;
    }
    return text.append("0\r\n")
        .append(random.nextBoolean() ? "A: b\r\n" : "")
        .append("\r\n")
        .toString();
  }

  @Property(tries = 300)
  void aReplyIsTheSameHoweverItsBytesAreCut(
      @ForAll @IntRange(min = 0, max = 9_000) int length, @ForAll boolean chunks, @ForAll long seed)
      throws BadReplyException {
    SplittableRandom random = new SplittableRandom(seed);
    ReplyParser cut = new ReplyParser();
    for (int reply = 0; reply < 3; reply++) {
      String body = "x\r\n\r\n0".repeat(length / 6);
      byte[] all = bytes(chunks ? chunked(body, random) : lengthFramed(body));
      int at = 0;
      while (at < all.length) {
        int size = Math.min(all.length - at, 1 + random.nextInt(1 + random.nextInt(4_000)));
        boolean whole = cut.take(Unpooled.wrappedBuffer(all, at, size));
        at += size;
        assertThat(whole).isEqualTo(at == all.length);
      }
      assertThat(cut.status()).isEqualTo(200);
      assertThat(cut.text()).isEqualTo(body);
      assertThat(cut.last()).isFalse();
      cut.next();
    }
  }

  @Test
  void aBodyWithoutFramingEndsWithTheConnection() throws BadReplyException {
    assertThat(take("HTTP/1.0 500 Oh\r\nA: b\r\n\r\nsome ")).isFalse();
    assertThat(take("text")).isFalse();
    assertThat(parser.closed()).isTrue();
    assertThat(parser.text()).isEqualTo("some text");
    assertThat(parser.status()).isEqualTo(500);
    assertThat(parser.last()).isTrue();
  }

  @Test
  void aReplyCutOffByCloseIsNotWhole() throws BadReplyException {
    take("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    assertThat(parser.closed()).isFalse();
  }

  @Test
  void aReplyWithoutABodyIsWholeAtOnce() throws BadReplyException {
    assertThat(take("HTTP/1.1 204 No Content\r\n\r\n")).isTrue();
    assertThat(parser.bodyLength()).isZero();
  }

  @Test
  void interimRepliesAreSkipped() throws BadReplyException {
    assertThat(take("HTTP/1.1 100 Continue\r\n\r\n" + lengthFramed("{}"))).isTrue();
    assertThat(parser.text()).isEqualTo("{}");
  }

  @Test
  void connectionCloseAnnouncesTheLastReply() throws BadReplyException {
    assertThat(take("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n")).isTrue();
    assertThat(parser.last()).isTrue();
  }

  @Test
  void aChecksumIsComparedWithTheBody() throws BadReplyException {
    CRC32 crc = new CRC32();
    crc.update(bytes("{}"));
    String head = "HTTP/1.1 200 OK\r\nx-amz-crc32: " + crc.getValue();
    take(head + "\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(parser.corrupt(new CRC32())).isFalse();
    parser.next();
    take(head + "\r\nContent-Length: 2\r\n\r\n[]");
    assertThat(parser.corrupt(new CRC32())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\nhello hello hello\r\n\r\n",
        "HTTP/1.1 xyz OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
      })
  void whatIsNoReplyIsRefused(String text) {
    assertThatExceptionOfType(BadReplyException.class).isThrownBy(() -> take(text));
  }

  @Test
  void textIsFoundAnywhereInTheBodyAndOnlyThere() throws BadReplyException {
    take(lengthFramed("abcabd"));
    assertThat(parser.contains(bytes("abd"))).isTrue();
    assertThat(parser.contains(bytes("abcabd"))).isTrue();
    assertThat(parser.contains(bytes("abcabdx"))).isFalse();
    assertThat(parser.contains(bytes("HTTP"))).isFalse();
    assertThat(parser.startsWith(bytes("abc"))).isTrue();
    assertThat(parser.startsWith(bytes("abcabdx"))).isFalse();
  }
}
