package dev.pangaea.regionnode.api.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests under way may hold together. Any thread may call. */
final class ByteBudget {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  boolean tryTake(long bytes) {
    if (held.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Takes bytes that are there already, over the limit if need be. */
  void take(long bytes) {
    held.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
