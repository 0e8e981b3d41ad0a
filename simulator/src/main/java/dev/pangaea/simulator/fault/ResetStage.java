package dev.pangaea.simulator.fault;

import java.util.function.Consumer;

/** Swallows everything; the first segment, bytes or end, starts the time until the reset. */
final class ResetStage implements Stage {
  private final long timeoutNanos;
  private Ending ending = Ending.NEVER;

  ResetStage(StreamFault.ResetPeer reset) {
    this.timeoutNanos = Nanos.ofMillis(reset.timeoutMillis());
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    if (ending == Ending.NEVER) {
      ending = new Ending(Nanos.plus(segment.atNanos(), timeoutNanos), true);
    }
    switch (segment) {
      case Segment.Data data -> next.accept(new Segment.Lost(data.bytes(), data.atNanos()));
      case Segment.Lost lost -> next.accept(lost);
      case Segment.End _, Segment.Reset _, Segment.Close _ -> {}
    }
  }

  @Override
  public boolean closesWhenLifted() {
    return ending != Ending.NEVER;
  }

  @Override
  public Ending ending() {
    return ending;
  }
}
