package dev.pangaea.simulator.fault;

import java.util.function.Consumer;

/** Delays the end of a stream, not its bytes. */
final class SlowCloseStage implements Stage {
  private final long delayNanos;

  SlowCloseStage(StreamFault.SlowClose slowClose) {
    this.delayNanos = Nanos.ofMillis(slowClose.delayMillis());
  }

  @Override
  public void pass(Segment segment, Consumer<? super Segment> next) {
    switch (segment) {
      case Segment.Data data -> next.accept(data);
      case Segment.Lost lost -> next.accept(lost);
      case Segment.Reset reset -> next.accept(reset);
      case Segment.End end -> next.accept(end.at(Nanos.plus(end.atNanos(), delayNanos)));
      case Segment.Close close -> next.accept(close.at(Nanos.plus(close.atNanos(), delayNanos)));
    }
  }

  @Override
  public boolean timing() {
    return true;
  }
}
