package dev.pangaea.simulator.fault;

import java.util.function.Consumer;

/**
 * A token bucket without burst: bytes leave when, at the rate, the last of them has been sent.
 * Large segments leave in quanta of some tens of milliseconds, so that a slow stream trickles.
 */
final class BandwidthStage implements Stage {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int QUANTA_PER_SECOND = 50;
  private static final int QUANTUM_BYTES_MIN = 64;

  private final long bytesPerSecond;
  private final int quantumBytes;
  private long freeNanos;

  BandwidthStage(StreamFault.Bandwidth bandwidth, long nowNanos) {
    this.bytesPerSecond = bandwidth.bytesPerSecond();
    this.quantumBytes =
        Math.clamp(bytesPerSecond / QUANTA_PER_SECOND, QUANTUM_BYTES_MIN, Integer.MAX_VALUE);
    this.freeNanos = bytesPerSecond == 0 ? Segment.NEVER : nowNanos;
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    switch (segment) {
      case Segment.Data data -> send(data, next);
      case Segment.Lost lost -> next.accept(lost);
      case Segment.End end -> next.accept(end.at(start(end)));
      case Segment.Reset reset -> next.accept(reset.at(start(reset)));
      case Segment.Close close -> next.accept(close.at(start(close)));
    }
  }

  @Override
  public boolean timing() {
    return true;
  }

  private void send(Segment.Data data, Consumer<? super Segment> next) {
    int left = bytesPerSecond == 0 ? 0 : data.bytes();
    while (left > 0) {
      int quantum = Math.min(left, quantumBytes);
      freeNanos = Nanos.plus(start(data), sendingNanos(quantum));
      next.accept(new Segment.Data(quantum, freeNanos));
      left -= quantum;
    }
    if (bytesPerSecond == 0) {
      next.accept(data.at(Segment.NEVER));
    }
  }

  private long start(Segment segment) {
    return Math.max(freeNanos, segment.atNanos());
  }

  private long sendingNanos(int bytes) {
    return Math.ceilDiv(bytes * NANOS_PER_SECOND, bytesPerSecond);
  }
}
