package dev.pangaea.regionnode.api.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body as it arrives, within the limit of one body and the budget of all. What is over
 * either is counted and dropped. Confined to one thread.
 */
final class BodyCollector {
  /** What became of the bytes so far. */
  enum State {
    KEPT,
    TOO_LARGE,
    OVER_BUDGET,
    MALFORMED
  }

  private static final byte[] EMPTY = new byte[0];
  private static final int STEP_BYTES = 64 * 1024;

  private final ByteBudget budget;
  private State state = State.KEPT;
  private Buffer kept;
  private boolean growing;
  private long taken;
  private long arrived;
  private byte[] plain = EMPTY;

  BodyCollector(ByteBudget budget) {
    this.budget = budget;
  }

  void add(Buffer chunk) {
    int length = chunk.length();
    arrived += length;
    if (state != State.KEPT) {
      return;
    }
    if (arrived > ApiServerSettings.BODY_BYTES_MAX) {
      drop(State.TOO_LARGE);
    } else if (!budget.tryTake(length)) {
      drop(State.OVER_BUDGET);
    } else {
      taken += length;
      kept = kept == null ? chunk : joined(chunk);
    }
  }

  /** Does not wait for bytes that are announced to be too many. */
  void announce(long length) {
    if (length > ApiServerSettings.BODY_BYTES_MAX) {
      drop(State.TOO_LARGE);
    }
  }

  State state() {
    return state;
  }

  /** How many bytes have come, dropped ones included. */
  long arrived() {
    return arrived;
  }

  /**
   * Unpacks what has been kept, once all of it has come. The same limit and budget hold for what
   * comes out, so that a small body cannot become a huge one.
   */
  void unpack(ContentCoding coding) {
    if (state != State.KEPT) {
      return;
    }
    byte[] received = bytes();
    if (coding == ContentCoding.IDENTITY || received.length == 0) {
      plain = received;
      return;
    }
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream(2 * received.length);
    byte[] step = new byte[STEP_BYTES];
    try (InputStream from = coding.unpacking(received)) {
      for (int read = from.read(step); read >= 0; read = from.read(step)) {
        if (unpacked.size() + read > ApiServerSettings.BODY_BYTES_MAX) {
          drop(State.TOO_LARGE);
          return;
        }
        if (!budget.tryTake(read)) {
          drop(State.OVER_BUDGET);
          return;
        }
        taken += read;
        unpacked.write(step, 0, read);
      }
    } catch (IOException malformed) {
      drop(State.MALFORMED);
      return;
    }
    plain = unpacked.toByteArray();
  }

  /** It is packed in a way that nobody here knows. */
  void refuse() {
    drop(State.MALFORMED);
  }

  /** The body as it came. */
  byte[] bytes() {
    return kept == null ? EMPTY : kept.getBytes();
  }

  /** The body once it is unpacked. */
  byte[] plain() {
    return plain;
  }

  void giveBack() {
    budget.giveBack(taken);
    taken = 0;
    kept = null;
    plain = EMPTY;
  }

  /** The chunk that came first is the server's own buffer: it is copied, not written to. */
  private Buffer joined(Buffer chunk) {
    if (!growing) {
      growing = true;
      kept = Buffer.buffer(Math.toIntExact(2 * taken)).appendBuffer(kept);
    }
    return kept.appendBuffer(chunk);
  }

  private void drop(State reason) {
    state = reason;
    giveBack();
  }
}
