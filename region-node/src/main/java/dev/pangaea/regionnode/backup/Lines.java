package dev.pangaea.regionnode.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream, one after the other. Of a line that is too long only the length is told.
 */
final class Lines {
  /** An item of 400 KB has a few times as many bytes as text. */
  static final int BYTES_MAX = 16 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream from;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long length;

  Lines(InputStream from) {
    this.from = new BufferedInputStream(from, BUFFER_BYTES);
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws IOException {
    line.reset();
    length = 0;
    int next = from.read();
    if (next < 0) {
      return false;
    }
    while (next >= 0 && next != '\n') {
      length++;
      if (length <= BYTES_MAX) {
        line.write(next);
      }
      next = from.read();
    }
    return true;
  }

  long length() {
    return length;
  }

  boolean isTooLong() {
    return length > BYTES_MAX;
  }

  byte[] bytes() {
    return line.toByteArray();
  }
}
