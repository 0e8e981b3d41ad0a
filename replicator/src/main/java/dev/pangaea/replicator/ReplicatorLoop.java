package dev.pangaea.replicator;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.replicator.lag.LinkMeters;
import dev.pangaea.replicator.plan.Backoff;
import dev.pangaea.replicator.plan.LinkPlan;
import dev.pangaea.replicator.plan.PlanLimits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread of one link. What it knows it has from the target region, so after a failure that
 * no rule covers, even an error of the machine, it forgets everything and starts anew, after a wait
 * that grows.
 */
public final class ReplicatorLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatorLoop.class);
  private static final Backoff RESTART = new Backoff(500, 30_000);
  private static final long CLOSE_WAIT_SECONDS = 10;

  private final RegionName source;
  private final RegionName target;
  private final Supplier<SourceReader> readers;
  private final TargetNode node;
  private final LinkMeters meters;
  private final PlanLimits limits;
  private final Executor courier;
  private final RandomGenerator random;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<SourceReader> reading = new AtomicReference<>();
  private final Thread thread;

  /**
   * @param readers opens a reader of the source's logs, for each run a new one
   * @param courier runs calls of the node, which block
   */
  public ReplicatorLoop(
      RegionName source,
      RegionName target,
      Supplier<SourceReader> readers,
      TargetNode node,
      LinkMeters meters,
      PlanLimits limits,
      Executor courier,
      RandomGenerator random) {
    this.source = source;
    this.target = target;
    this.readers = readers;
    this.node = node;
    this.meters = meters;
    this.limits = limits;
    this.courier = courier;
    this.random = random;
    this.thread = new Thread(this::run, "replicator-" + target + "-from-" + source);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing.countDown();
    SourceReader reader = reading.get();
    if (reader != null) {
      reader.wakeUp();
    }
    try {
      if (!thread.join(Duration.ofSeconds(CLOSE_WAIT_SECONDS))) {
        LOG.warn("{}: the loop has not ended in time", source);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int failures = 0;
    while (!closed()) {
      long began = System.nanoTime();
      try {
        runUntilItFails();
      } catch (Throwable failure) {
        boolean ranLong = System.nanoTime() - began > TimeUnit.MINUTES.toNanos(1);
        failures = ranLong ? 1 : failures + 1;
        LOG.error("{}: the link failed and starts anew", source, failure);
        meters.restarted();
        await(RESTART.millis(failures, random.nextDouble()));
      }
    }
  }

  private void runUntilItFails() {
    try (SourceReader reader = readers.get()) {
      reading.set(reader);
      LinkPlan plan = new LinkPlan(target, limits, random);
      LinkRun run =
          new LinkRun(source, reader, node, plan, meters, courier, System::nanoTime, random);
      while (!closed()) {
        run.step();
      }
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void await(long millis) {
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("{}: closed while it waited to start anew", source);
      }
    } catch (InterruptedException stopped) {
      closing.countDown();
    }
  }
}
