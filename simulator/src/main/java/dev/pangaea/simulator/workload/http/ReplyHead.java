package dev.pangaea.simulator.workload.http;

import java.nio.charset.StandardCharsets;

/**
 * Status line and the few headers that matter of one reply, read in one pass. Reused from reply to
 * reply.
 */
final class ReplyHead {
  static final long UNKNOWN = -1;

  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] CRC32 = ascii("x-amz-crc32");
  private static final byte[] HTTP_1 = ascii("http/1.");
  private static final byte[] CHUNKED = ascii("chunked");
  private static final byte[] CLOSE = ascii("close");
  private static final int STATUS_AT = 9;
  private static final int STATUS_LENGTH = 3;

  private int status;
  private long contentLength;
  private long crc32;
  private boolean chunked;
  private boolean last;

  int status() {
    return status;
  }

  /** The declared length of the body, or {@link #UNKNOWN}. */
  long contentLength() {
    return contentLength;
  }

  /** The declared checksum of the body, or {@link #UNKNOWN}. */
  long crc32() {
    return crc32;
  }

  boolean chunked() {
    return chunked;
  }

  boolean last() {
    return last;
  }

  /** Reads a head: lines ended by CR LF, from its first byte up to the empty line. */
  void read(byte[] bytes, int from, int to) throws BadReplyException {
    contentLength = UNKNOWN;
    crc32 = UNKNOWN;
    chunked = false;
    int end = lineEnd(bytes, from, to);
    if (end < from + STATUS_AT + STATUS_LENGTH || !matches(bytes, from, HTTP_1)) {
      throw new BadReplyException("No HTTP/1 status line.");
    }
    last = bytes[from + HTTP_1.length] == '0';
    status = (int) number(bytes, from + STATUS_AT, from + STATUS_AT + STATUS_LENGTH);
    int at = end + 2;
    while (at < to) {
      end = lineEnd(bytes, at, to);
      header(bytes, at, end);
      at = end + 2;
    }
  }

  private void header(byte[] bytes, int from, int to) throws BadReplyException {
    switch (bytes[from] | 0x20) {
      case 'c' -> {
        if (named(bytes, from, to, CONTENT_LENGTH)) {
          contentLength = number(bytes, value(bytes, from, CONTENT_LENGTH), to);
        } else if (named(bytes, from, to, CONNECTION)) {
          last |= matches(bytes, value(bytes, from, CONNECTION), CLOSE);
        }
      }
      case 't' -> {
        if (named(bytes, from, to, TRANSFER_ENCODING)) {
          chunked = matches(bytes, value(bytes, from, TRANSFER_ENCODING), CHUNKED);
        }
      }
      case 'x' -> {
        if (named(bytes, from, to, CRC32)) {
          crc32 = number(bytes, value(bytes, from, CRC32), to);
        }
      }
      default -> {
        // Any other header says nothing that this client needs.
      }
    }
  }

  private static boolean named(byte[] bytes, int from, int to, byte[] name) {
    return from + name.length < to
        && bytes[from + name.length] == ':'
        && matches(bytes, from, name);
  }

  private static int value(byte[] bytes, int from, byte[] name) {
    int at = from + name.length + 1;
    while (bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /**
   * Whether text in any case stands at a place; the caller's array always goes on behind a head.
   */
  private static boolean matches(byte[] bytes, int from, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      byte letter = bytes[from + i];
      byte folded = letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
      if (folded != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] bytes, int from, int to) throws BadReplyException {
    long number = 0;
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - from < 18) {
      number = number * 10 + (bytes[at++] - '0');
    }
    if (at == from || at < to && bytes[at] != ' ') {
      throw new BadReplyException("No number in a reply's head.");
    }
    return number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
