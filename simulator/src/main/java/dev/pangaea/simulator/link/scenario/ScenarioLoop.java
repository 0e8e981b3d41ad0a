package dev.pangaea.simulator.link.scenario;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Real time, and a thread for what is due: not the one that links live on, since changing a link
 * waits for that.
 */
final class ScenarioLoop implements ScenarioClock {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scenarios").factory());

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void after(long nanos, Runnable action) {
    try {
      thread.schedule(action, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // Whoever closes it wants nothing to happen any more.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
