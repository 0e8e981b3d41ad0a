package dev.pangaea.replicator.deliver;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.List;

/** Hands over at most so many changes per second, so that a region that catches up stays usable. */
public final class PacedNode implements TargetNode {
  private static final int PERIODS_PER_SECOND = 20;
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final TargetNode node;
  private final RateLimiter limiter;

  public PacedNode(TargetNode node, RateLimiter limiter) {
    this.node = node;
    this.limiter = limiter;
  }

  public static RateLimiterConfig config(int changesPerSecondMax) {
    return RateLimiterConfig.custom()
        .limitForPeriod(Math.max(1, changesPerSecondMax / PERIODS_PER_SECOND))
        .limitRefreshPeriod(Duration.ofMillis(1_000 / PERIODS_PER_SECOND))
        .timeoutDuration(WAIT_MAX)
        .build();
  }

  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    return node.intakes(source);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    int changes = batch.stream().mapToInt(delivery -> delivery.changes().size()).sum();
    if (changes > 0 && !limiter.acquirePermission(changes)) {
      throw new NodeUnavailableException("held back to keep to the rate limit");
    }
    return node.deliver(batch);
  }

  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    node.askForCopies(stuck);
  }
}
