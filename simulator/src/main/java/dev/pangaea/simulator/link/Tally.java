package dev.pangaea.simulator.link;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread changes and any thread reads. */
final class Tally {
  private final AtomicLong number = new AtomicLong();

  void add(long amount) {
    number.setRelease(number.getPlain() + amount);
  }

  void become(long amount) {
    number.setRelease(amount);
  }

  long value() {
    return number.getAcquire();
  }
}
