package dev.pangaea.simulator.fault;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One stream fault at work on one stream of one connection. It maps segments to segments as they
 * come, keeps none back, and never makes a later one leave earlier than the one before.
 */
interface Stage {
  void pass(Segment segment, Consumer<? super Segment> next);

  /**
   * Whether it only moves instants and cuts bytes, so that what is still under way may pass it
   * anew.
   */
  default boolean timing() {
    return false;
  }

  /** Whether the fault's end is the connection's end, because bytes are missing. */
  default boolean closesWhenLifted() {
    return false;
  }

  default Ending ending() {
    return Ending.NEVER;
  }

  /** The stage of a fault that begins now. {@code previous} is the stage that it replaces. */
  static Stage of(StreamFault fault, long nowNanos, RandomGenerator random, Stage previous) {
    return switch (fault) {
      case StreamFault.Latency latency -> new LatencyStage(latency, random);
      case StreamFault.Bandwidth bandwidth -> new BandwidthStage(bandwidth, nowNanos);
      case StreamFault.SlowClose slowClose -> new SlowCloseStage(slowClose);
      case StreamFault.Timeout timeout -> new TimeoutStage(timeout, nowNanos);
      case StreamFault.ResetPeer reset -> new ResetStage(reset);
      case StreamFault.Slicer slicer -> new SlicerStage(slicer, nowNanos, random);
      case StreamFault.LimitData limit -> LimitStage.after(previous, limit);
    };
  }

  /** The stage of a fault that spares this connection. */
  record Spared() implements Stage {
    @Override
    public void pass(Segment segment, Consumer<? super Segment> next) {
      next.accept(segment);
    }
  }
}
