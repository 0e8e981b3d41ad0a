package dev.pangaea.replicator.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.deliver.GuardedNode;
import dev.pangaea.replicator.deliver.PacedNode;
import dev.pangaea.replicator.deliver.RetryingNode;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.replicator.trace.TracedNode;
import dev.pangaea.trace.Tracing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * What is put around the node for each source: a rate limit and traces (if asked for), retries, and
 * a circuit breaker that each retry asks. The breaker counts the node's failures only: what the
 * rate limit holds back is none.
 */
final class NodeDecorators {
  private static final int ATTEMPTS_MAX = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);
  private static final Duration WAIT_MAX = Duration.ofMillis(500);
  private static final int GUARDED_CALLS = 8;
  private static final Duration OPEN_WAIT = Duration.ofMillis(500);
  private static final Duration PACE_WAIT_MAX = Duration.ofSeconds(30);

  private final int changesPerSecondMax;
  private final RegionName target;
  private final Optional<Tracing> tracing;
  private final RetryRegistry retries =
      RetryRegistry.of(RetryingNode.config(ATTEMPTS_MAX, FIRST_WAIT, WAIT_MAX));
  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(GuardedNode.config(GUARDED_CALLS, OPEN_WAIT));
  private final RateLimiterRegistry limiters;

  NodeDecorators(
      int changesPerSecondMax,
      RegionName target,
      Optional<Tracing> tracing,
      MeterRegistry registry) {
    this.changesPerSecondMax = changesPerSecondMax;
    this.target = target;
    this.tracing = tracing;
    this.limiters = RateLimiterRegistry.of(PacedNode.config(changesPerSecondMax));
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(registry);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
    TaggedRateLimiterMetrics.ofRateLimiterRegistry(limiters).bindTo(registry);
  }

  TargetNode around(TargetNode node, RegionName source) {
    String name = source.value();
    TargetNode guarded = new GuardedNode(node, breakers.circuitBreaker(name));
    TargetNode tried = new RetryingNode(guarded, retries.retry(name));
    TargetNode retrying =
        tracing.<TargetNode>map(of -> new TracedNode(tried, of, target)).orElse(tried);
    return changesPerSecondMax == 0
        ? retrying
        : new PacedNode(
            retrying, limiters.rateLimiter(name), PACE_WAIT_MAX, System::nanoTime, Thread::sleep);
  }

  boolean circuitOpen(RegionName source) {
    return breakers.circuitBreaker(source.value()).getState() == CircuitBreaker.State.OPEN;
  }
}
