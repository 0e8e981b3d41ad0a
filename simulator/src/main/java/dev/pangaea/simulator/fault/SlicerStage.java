package dev.pangaea.simulator.fault;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Cuts bytes into slices of the average size plus or minus the variation, each a delay after the
 * one before.
 */
final class SlicerStage implements Stage {
  private final StreamFault.Slicer slicer;
  private final long delayNanos;
  private final RandomGenerator random;
  private long freeNanos;

  SlicerStage(StreamFault.Slicer slicer, long nowNanos, RandomGenerator random) {
    this.slicer = slicer;
    this.delayNanos = Nanos.ofMicros(slicer.delayMicros());
    this.random = random;
    this.freeNanos = nowNanos;
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    switch (segment) {
      case Segment.Data data -> slice(data, next);
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

  private void slice(Segment.Data data, Consumer<? super Segment> next) {
    int left = data.bytes();
    while (left > 0) {
      int slice = Math.min(left, sliceBytes());
      long at = start(data);
      next.accept(new Segment.Data(slice, at));
      freeNanos = Nanos.plus(at, delayNanos);
      left -= slice;
    }
  }

  private int sliceBytes() {
    int variation = slicer.variationBytes();
    int average = slicer.averageBytes();
    return variation == 0 ? average : average - variation + random.nextInt(2 * variation + 1);
  }

  private long start(Segment segment) {
    return Math.max(freeNanos, segment.atNanos());
  }
}
