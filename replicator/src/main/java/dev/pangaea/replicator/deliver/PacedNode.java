package dev.pangaea.replicator.deliver;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Hands over at most so many changes per second, so that a region that catches up stays usable. A
 * batch goes through however large it is, and then the next one waits until it is paid for: a limit
 * below a batch's size slows a link down and never stops it.
 */
public final class PacedNode implements TargetNode {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration DEBT_MAX = Duration.ofDays(1);

  private final TargetNode node;
  private final RateLimiter limiter;
  private final Duration waitMax;
  private final LongSupplier nanoClock;
  private final Pause pause;
  private long freeNanos;

  /**
   * @param waitMax how long a batch waits here before it is given back
   * @param pause ends early when the caller's thread is interrupted; then the batch is given back
   */
  public PacedNode(
      TargetNode node, RateLimiter limiter, Duration waitMax, LongSupplier nanoClock, Pause pause) {
    this.node = node;
    this.limiter = limiter;
    this.waitMax = waitMax;
    this.nanoClock = nanoClock;
    this.pause = pause;
    this.freeNanos = nanoClock.getAsLong();
  }

  public static RateLimiterConfig config(int changesPerSecondMax) {
    return RateLimiterConfig.custom()
        .limitForPeriod(Math.max(1, changesPerSecondMax))
        .limitRefreshPeriod(PERIOD)
        .timeoutDuration(DEBT_MAX)
        .build();
  }

  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    return node.intakes(source);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    int changes = batch.stream().mapToInt(delivery -> delivery.changes().size()).sum();
    if (changes > 0) {
      awaitFree();
      borrow(changes);
    }
    return node.deliver(batch);
  }

  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    node.askForCopies(stuck);
  }

  private void awaitFree() throws HeldBackException {
    Duration left = Duration.ofNanos(untilFreeNanos());
    if (!left.isPositive()) {
      return;
    }
    try {
      pause.of(left.compareTo(waitMax) < 0 ? left : waitMax);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new HeldBackException();
    }
    if (left.compareTo(waitMax) > 0) {
      throw new HeldBackException();
    }
  }

  private synchronized long untilFreeNanos() {
    return freeNanos - nanoClock.getAsLong();
  }

  private synchronized void borrow(int changes) {
    long wait = limiter.reservePermission(changes);
    freeNanos = nanoClock.getAsLong() + (wait < 0 ? DEBT_MAX.toNanos() : wait);
  }
}
