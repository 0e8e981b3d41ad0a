package dev.pangaea.simulator.fault;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Each segment leaves its own latency after it came, so segments under way overlap; jitter never
 * reorders them.
 */
final class LatencyStage implements Stage {
  private final long latencyNanos;
  private final long jitterNanos;
  private final RandomGenerator random;
  private long lastNanos;

  LatencyStage(StreamFault.Latency latency, RandomGenerator random) {
    this.latencyNanos = Nanos.ofMillis(latency.latencyMillis());
    this.jitterNanos = Math.min(Nanos.ofMillis(latency.jitterMillis()), Long.MAX_VALUE / 2);
    this.random = random;
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    if (!(segment instanceof Segment.Lost)) {
      long arrival = Nanos.plus(segment.atNanos(), delayNanos());
      lastNanos = Math.max(lastNanos, arrival);
    }
    next.accept(segment.at(Math.max(lastNanos, segment.atNanos())));
  }

  @Override
  public boolean timing() {
    return true;
  }

  private long delayNanos() {
    if (jitterNanos == 0) {
      return latencyNanos;
    }
    long jitter = random.nextLong(-jitterNanos, jitterNanos + 1);
    return Math.max(0, jitter > 0 ? Nanos.plus(latencyNanos, jitter) : latencyNanos + jitter);
  }
}
