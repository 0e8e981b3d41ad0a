package dev.pangaea.regionnode.table;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns that are taken on a thread of their own, with a clock that is moved by hand. As long as
 * nobody moves it no request is too late for its turn, however slow the machine is. Pauses last as
 * long as they do.
 */
final class HandTurns implements Turns {
  private final ThreadTurns thread = new ThreadTurns("tables");
  private final AtomicLong nanos = new AtomicLong();

  /** It is so much later now. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public void take(Runnable work) {
    thread.take(work);
  }

  @Override
  public void takeAfter(Duration pause, Runnable work) {
    thread.takeAfter(pause, work);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void close() {
    thread.close();
  }
}
