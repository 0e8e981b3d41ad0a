package dev.pangaea.regionnode.table;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns that are taken on a thread of their own. */
final class ThreadTurns implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadTurns.class);

  private final String name;
  private final ScheduledExecutorService thread;

  ThreadTurns(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public void take(Runnable work) {
    takeAfter(Duration.ZERO, work);
  }

  @Override
  public void takeAfter(Duration pause, Runnable work) {
    try {
      thread.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("{} is closing", name);
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
