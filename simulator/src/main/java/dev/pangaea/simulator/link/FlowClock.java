package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Segment;
import java.util.function.LongSupplier;

/**
 * The time of a flow, which stands still while the flow is cut: what is under way then stays where
 * it is and goes on from there, so that even a link that is never whole for as long as its latency
 * carries everything in the end.
 */
final class FlowClock {
  private final LongSupplier loopNanos;
  private long lostNanos;
  private long stoppedAtNanos;
  private boolean stopped;

  FlowClock(LongSupplier loopNanos) {
    this.loopNanos = loopNanos;
  }

  long nanos() {
    return stopped ? stoppedAtNanos : loopNanos.getAsLong() - lostNanos;
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    if (!stopped) {
      stoppedAtNanos = nanos();
      stopped = true;
    }
  }

  void go() {
    if (stopped) {
      stopped = false;
      lostNanos = loopNanos.getAsLong() - stoppedAtNanos;
    }
  }

  /**
   * When it will be {@code laneNanos}, by the loop's clock and if the flow is not cut until then.
   */
  long byLoop(long laneNanos) {
    return laneNanos > Segment.NEVER - lostNanos ? Segment.NEVER : laneNanos + lostNanos;
  }
}
