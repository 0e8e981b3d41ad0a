package dev.pangaea.simulator.fault;

import java.util.function.Consumer;

/** Lets a number of bytes pass, then closes the connection and swallows the rest. */
final class LimitStage implements Stage {
  private final long limitBytes;
  private long passedBytes;
  private boolean closed;

  private LimitStage(long limitBytes, long passedBytes) {
    this.limitBytes = limitBytes;
    this.passedBytes = passedBytes;
  }

  /** A changed limit goes on counting where the one before stood. */
  static LimitStage after(Stage previous, StreamFault.LimitData limit) {
    long passed = previous instanceof LimitStage before ? before.passedBytes : 0;
    return new LimitStage(limit.bytes(), passed);
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    switch (segment) {
      case Segment.Data data -> limit(data, next);
      case Segment.Lost _, Segment.End _, Segment.Reset _, Segment.Close _ -> next.accept(segment);
    }
  }

  private void limit(Segment.Data data, Consumer<? super Segment> next) {
    int passing = Math.clamp(limitBytes - passedBytes, 0, data.bytes());
    if (passing > 0) {
      passedBytes += passing;
      next.accept(new Segment.Data(passing, data.atNanos()));
    }
    if (passing < data.bytes()) {
      next.accept(new Segment.Lost(data.bytes() - passing, data.atNanos()));
    }
    if (passedBytes >= limitBytes && !closed) {
      closed = true;
      next.accept(new Segment.Close(data.atNanos()));
    }
  }
}
