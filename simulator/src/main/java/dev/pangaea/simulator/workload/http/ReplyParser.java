package dev.pangaea.simulator.workload.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Takes in the bytes of one connection and finds the one reply that is awaited, however the bytes
 * are cut. Confined to one thread.
 *
 * <pre>
 *            ┌─▶ body of known length ─┐
 *   head ────┼─▶ chunks ───────────────┼─▶ whole
 *            └─▶ body until close ─────┘
 * </pre>
 */
final class ReplyParser implements Reply {
  static final int REPLY_BYTES_MAX = 64 * 1024 * 1024;
  private static final int BYTES_FIRST = 4096;
  private static final int READ_AHEAD = 64;
  private static final int DIGITS_MAX = 18;

  private enum State {
    HEAD,
    LENGTH,
    CHUNKS,
    UNTIL_CLOSE,
    WHOLE
  }

  private final ReplyHead head = new ReplyHead();
  private byte[] bytes = new byte[BYTES_FIRST];
  private State state = State.HEAD;
  private int end;
  private int at;
  private int bodyFrom;
  private int bodyTo;

  /** Forgets the last reply and waits for the next. */
  void next() {
    state = State.HEAD;
    end = 0;
    at = 0;
  }

  /** Takes in bytes; answers whether the reply is whole now. */
  boolean take(ByteBuf more) throws BadReplyException {
    int count = more.readableBytes();
    room(count);
    more.readBytes(bytes, end, count);
    end += count;
    if (state == State.HEAD) {
      readHead();
    }
    switch (state) {
      case HEAD, UNTIL_CLOSE -> {}
      case LENGTH -> {
        if (end >= bodyTo) {
          at = bodyTo;
          state = State.WHOLE;
        }
      }
      case CHUNKS -> readChunks();
      case WHOLE -> throw new BadReplyException("Bytes after the reply.");
    }
    if (state == State.WHOLE && at != end) {
      throw new BadReplyException("Bytes after the reply.");
    }
    return state == State.WHOLE;
  }

  /** The endpoint closed the connection; answers whether that makes the reply whole. */
  boolean closed() {
    if (state == State.UNTIL_CLOSE) {
      bodyTo = end;
      state = State.WHOLE;
      return true;
    }
    return false;
  }

  private void room(int count) throws BadReplyException {
    if (count > REPLY_BYTES_MAX - end) {
      throw new BadReplyException("The reply is too long.");
    }
    if (end + count + READ_AHEAD > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + count + READ_AHEAD));
    }
  }

  private void readHead() throws BadReplyException {
    while (state == State.HEAD) {
      int from = at;
      int emptyLine = emptyLine(from);
      if (emptyLine < 0) {
        return;
      }
      head.read(bytes, from, emptyLine);
      at = emptyLine + 4;
      if (head.status() >= 200) {
        beginBody();
      }
    }
  }

  private void beginBody() throws BadReplyException {
    bodyFrom = at;
    bodyTo = at;
    if (head.chunked()) {
      state = State.CHUNKS;
    } else if (head.status() == 204 || head.status() == 304) {
      state = State.LENGTH;
    } else if (head.contentLength() == ReplyHead.UNKNOWN) {
      state = State.UNTIL_CLOSE;
    } else if (head.contentLength() > REPLY_BYTES_MAX) {
      throw new BadReplyException("The reply is too long.");
    } else {
      bodyTo = at + (int) head.contentLength();
      state = State.LENGTH;
    }
  }

  /** Moves whole chunks together into one body; stops at a chunk that is not all there. */
  private void readChunks() throws BadReplyException {
    while (true) {
      int line = lineEnd(at);
      if (line < 0) {
        return;
      }
      int size = chunkSize(at, line);
      int data = line + 2;
      if (size == 0) {
        readTrailer(data);
        return;
      }
      if (size > REPLY_BYTES_MAX - data) {
        throw new BadReplyException("The reply is too long.");
      }
      if (end < data + size + 2) {
        return;
      }
      System.arraycopy(bytes, data, bytes, bodyTo, size);
      bodyTo += size;
      at = data + size + 2;
    }
  }

  private void readTrailer(int from) {
    int line = from;
    int lineEnd = lineEnd(line);
    while (lineEnd > line) {
      line = lineEnd + 2;
      lineEnd = lineEnd(line);
    }
    if (lineEnd == line) {
      at = line + 2;
      state = State.WHOLE;
    }
  }

  private int chunkSize(int from, int to) throws BadReplyException {
    int size = 0;
    int i = from;
    while (i < to && i - from < 7 && Character.digit(bytes[i], 16) >= 0) {
      size = size * 16 + Character.digit(bytes[i++], 16);
    }
    if (i == from || i < to && bytes[i] != ';' && bytes[i] != ' ') {
      throw new BadReplyException("No chunk size.");
    }
    return size;
  }

  private int lineEnd(int from) {
    for (int i = from; i + 1 < end; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private int emptyLine(int from) {
    for (int i = from; i + 3 < end; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public String text() {
    return new String(bytes, bodyFrom, bodyLength(), StandardCharsets.UTF_8);
  }

  @Override
  public int bodyLength() {
    return bodyTo - bodyFrom;
  }

  @Override
  public boolean startsWith(byte[] text) {
    return bodyLength() >= text.length
        && Arrays.equals(bytes, bodyFrom, bodyFrom + text.length, text, 0, text.length);
  }

  @Override
  public boolean contains(byte[] text) {
    for (int i = bodyFrom; i + text.length <= bodyTo; i++) {
      if (bytes[i] == text[0] && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int lastIndexOf(byte[] text) {
    for (int i = bodyTo - text.length; i >= bodyFrom; i--) {
      if (bytes[i] == text[0] && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
        return i - bodyFrom;
      }
    }
    return -1;
  }

  @Override
  public long number(int at) {
    int from = bodyFrom + at;
    while (from < bodyTo && bytes[from] == ' ') {
      from++;
    }
    long number = 0;
    int i = from;
    while (i < bodyTo && bytes[i] >= '0' && bytes[i] <= '9' && i - from < DIGITS_MAX) {
      number = 10 * number + (bytes[i++] - '0');
    }
    return i == from ? -1 : number;
  }

  @Override
  public boolean corrupt(CRC32 crc) {
    if (head.crc32() == ReplyHead.UNKNOWN) {
      return false;
    }
    crc.reset();
    crc.update(bytes, bodyFrom, bodyLength());
    return crc.getValue() != head.crc32();
  }

  @Override
  public boolean last() {
    return head.last();
  }
}
