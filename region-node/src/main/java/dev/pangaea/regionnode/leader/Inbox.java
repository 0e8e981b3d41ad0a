package dev.pangaea.regionnode.leader;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What other threads hand to one loop. Many may add, one takes; adding never blocks. */
final class Inbox<E> {
  private final Queue<E> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int bound;
  private volatile Thread waiting;

  Inbox(int bound) {
    this.bound = bound;
  }

  /**
   * Adds unless the inbox is full.
   *
   * @param wakes whether the loop is woken for it; if not, it is taken with what wakes it next
   */
  boolean offer(E event, boolean wakes) {
    if (size.get() >= bound) {
      return false;
    }
    add(event);
    if (wakes) {
      wake();
    }
    return true;
  }

  /** Adds in any case: for events whose number is bounded by what the loop itself has asked for. */
  void put(E event) {
    add(event);
    wake();
  }

  private void add(E event) {
    size.incrementAndGet();
    events.add(event);
  }

  private void wake() {
    Thread sleeper = waiting;
    if (sleeper != null) {
      waiting = null;
      LockSupport.unpark(sleeper);
    }
  }

  /** Null when there is nothing. */
  E poll() {
    E event = events.poll();
    if (event != null) {
      size.decrementAndGet();
    }
    return event;
  }

  /** Waits until there may be something, or the time is over. */
  void await(long nanos) {
    waiting = Thread.currentThread();
    if (events.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
  }
}
