package dev.pangaea.simulator.workload.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Calls a task at the earliest time that was asked for since its last call. Confined to its event
 * loop.
 *
 * <p>An earlier time supersedes a later one; the superseded timer fires into nothing.
 */
final class Alarm {
  private final EventLoop loop;
  private final Clock clock;
  private final Runnable task;
  private long setNanos = Long.MAX_VALUE;

  Alarm(EventLoop loop, Clock clock, Runnable task) {
    this.loop = loop;
    this.clock = clock;
    this.task = task;
  }

  /** Sets the alarm, unless it rings earlier anyway. */
  void set(long nanos) {
    if (nanos < setNanos) {
      setNanos = nanos;
      loop.schedule(() -> ring(nanos), Math.max(0, nanos - clock.nanos()), TimeUnit.NANOSECONDS);
    }
  }

  private void ring(long nanos) {
    if (nanos == setNanos) {
      setNanos = Long.MAX_VALUE;
      task.run();
    }
  }
}
