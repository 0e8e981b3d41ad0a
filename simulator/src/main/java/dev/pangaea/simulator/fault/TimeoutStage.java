package dev.pangaea.simulator.fault;

import java.util.function.Consumer;

/** Swallows every byte, and ends the connection when its time is over or the fault is lifted. */
final class TimeoutStage implements Stage {
  private final Ending ending;

  TimeoutStage(StreamFault.Timeout timeout, long nowNanos) {
    this.ending =
        timeout.timeoutMillis() == 0
            ? Ending.NEVER
            : new Ending(Nanos.plus(nowNanos, Nanos.ofMillis(timeout.timeoutMillis())), false);
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    switch (segment) {
      case Segment.Data data -> next.accept(new Segment.Lost(data.bytes(), data.atNanos()));
      case Segment.Lost _, Segment.End _, Segment.Reset _, Segment.Close _ -> next.accept(segment);
    }
  }

  @Override
  public boolean closesWhenLifted() {
    return true;
  }

  @Override
  public Ending ending() {
    return ending;
  }
}
