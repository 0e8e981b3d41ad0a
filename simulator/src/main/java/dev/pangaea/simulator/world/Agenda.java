package dev.pangaea.simulator.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen, in the order of its times; what has the same time happens in the order of its
 * entry.
 */
final class Agenda {
  static final long MILLI = 1_000_000;

  private record Due(long atNanos, long number, Runnable what) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::number));
  private long nowNanos;
  private long number;

  long nowNanos() {
    return nowNanos;
  }

  long nowMillis() {
    return nowNanos / MILLI;
  }

  /** How many things have been put down so far. */
  long number() {
    return number;
  }

  void at(long atNanos, Runnable what) {
    due.add(new Due(Math.max(nowNanos, atNanos), number++, what));
  }

  void after(long nanos, Runnable what) {
    at(nowNanos + nanos, what);
  }

  /** Lets everything happen up to a time, and that time be. */
  void runTo(long nanos) {
    while (!due.isEmpty() && due.peek().atNanos() <= nanos) {
      Due next = due.remove();
      nowNanos = next.atNanos();
      next.what().run();
    }
    nowNanos = nanos;
  }
}
