package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a table has used lately: in the minute that is under way and the one before it. One request
 * in some is looked at, and only if nobody else is looking, so that requests do not wait for each
 * other.
 */
public final class RecentUsage {
  /** One request of so many is looked at. */
  static final int ONE_OF = 16;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Usage usage;
  private final LongSupplier nanoClock;
  private final BooleanSupplier sampled;
  private final ReentrantLock lock = new ReentrantLock();
  private Span before;
  private Span now;

  /** A span of time: what was counted when it began, and its hottest keys. */
  private record Span(
      long sinceNanos,
      double[] reads,
      double[] writes,
      HeavyHitters hotReads,
      HeavyHitters hotWrites) {}

  /**
   * @param sampled draws whether a request is looked at; one of {@link #ONE_OF} is
   */
  RecentUsage(Usage usage, LongSupplier nanoClock, BooleanSupplier sampled) {
    this.usage = usage;
    this.nanoClock = nanoClock;
    this.sampled = sampled;
    this.now = span();
    this.before = now;
  }

  /** An item was read or written. */
  void touched(UnitKind kind, EncodedKey key, double units) {
    if (sampled.getAsBoolean() && lock.tryLock()) {
      try {
        turn();
        HeavyHitters hot = kind == UnitKind.READ ? now.hotReads : now.hotWrites;
        hot.add(partitionKey(key), units * ONE_OF, units * (ONE_OF - 1));
      } finally {
        lock.unlock();
      }
    }
  }

  public Hotness hotness() {
    lock.lock();
    try {
      turn();
      double seconds = Math.max(1e-9, (nanoClock.getAsLong() - before.sinceNanos) / 1e9);
      List<Hotness.Partition> partitions = new ArrayList<>();
      for (int number = 0; number < usage.partitions(); number++) {
        partitions.add(
            new Hotness.Partition(
                number,
                (usage.units(UnitKind.READ, number) - before.reads[number]) / seconds,
                (usage.units(UnitKind.WRITE, number) - before.writes[number]) / seconds));
      }
      return new Hotness(
          seconds,
          partitions,
          keys(before.hotReads, now.hotReads, seconds),
          keys(before.hotWrites, now.hotWrites, seconds));
    } finally {
      lock.unlock();
    }
  }

  /** Begins another span if the one under way is over. */
  private void turn() {
    if (nanoClock.getAsLong() - now.sinceNanos >= MINUTE_NANOS) {
      before = now;
      now = span();
    }
  }

  private Span span() {
    int partitions = usage.partitions();
    double[] reads = new double[partitions];
    double[] writes = new double[partitions];
    for (int number = 0; number < partitions; number++) {
      reads[number] = usage.units(UnitKind.READ, number);
      writes[number] = usage.units(UnitKind.WRITE, number);
    }
    return new Span(nanoClock.getAsLong(), reads, writes, new HeavyHitters(), new HeavyHitters());
  }

  private static List<HotKey> keys(HeavyHitters some, HeavyHitters more, double seconds) {
    HeavyHitters all = some == more ? some : some.and(more);
    return all.mostFirst().stream()
        .map(hot -> new HotKey(hot.key(), hot.units() / seconds, hot.tooMuchAtMost() / seconds))
        .toList();
  }

  private static EncodedKey partitionKey(EncodedKey key) {
    return key.partitionKeyLength() == key.bytes().length()
        ? key
        : EncodedKey.of(PrimaryKey.of(key.decode().partitionKey()));
  }
}
