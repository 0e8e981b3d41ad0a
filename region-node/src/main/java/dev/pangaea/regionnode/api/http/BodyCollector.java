package dev.pangaea.regionnode.api.http;

import io.vertx.core.buffer.Buffer;

/**
 * A request's body as it arrives, within the limit of one body and the budget of all. What is over
 * either is counted and dropped. Confined to one thread.
 */
final class BodyCollector {
  /** What became of the bytes so far. */
  enum State {
    KEPT,
    TOO_LARGE,
    OVER_BUDGET
  }

  private static final byte[] EMPTY = new byte[0];

  private final ByteBudget budget;
  private State state = State.KEPT;
  private Buffer kept;
  private boolean growing;
  private long taken;
  private long arrived;

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

  byte[] bytes() {
    return kept == null ? EMPTY : kept.getBytes();
  }

  void giveBack() {
    budget.giveBack(taken);
    taken = 0;
    kept = null;
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
