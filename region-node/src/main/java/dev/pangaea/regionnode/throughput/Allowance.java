package dev.pangaea.regionnode.throughput;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The bucket of one resource, for any thread to take from. */
final class Allowance {
  private final LongSupplier nanoClock;
  private final AtomicReference<TokenBucket> bucket;

  Allowance(long unitsPerSecond, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.bucket = new AtomicReference<>(TokenBucket.of(unitsPerSecond, nanoClock.getAsLong()));
  }

  double level() {
    return bucket.get().at(nanoClock.getAsLong()).level();
  }

  /** Takes the units if there are any left, even if there are fewer. */
  boolean tryTake(double units) {
    long now = nanoClock.getAsLong();
    while (true) {
      TokenBucket seen = bucket.get();
      TokenBucket next = seen.at(now);
      if (!next.admits()) {
        return false;
      }
      if (bucket.compareAndSet(seen, next.less(units))) {
        return true;
      }
    }
  }

  /**
   * @param units may be below zero, which gives them back
   */
  void take(double units) {
    long now = nanoClock.getAsLong();
    bucket.updateAndGet(seen -> seen.at(now).less(units));
  }

  void refilledBy(long unitsPerSecond) {
    long now = nanoClock.getAsLong();
    bucket.updateAndGet(seen -> seen.refilledBy(unitsPerSecond, now));
  }
}
