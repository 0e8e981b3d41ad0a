package dev.pangaea.replicator.deliver;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.List;

/** Stops asking a node that keeps failing, and lets one call through now and then to find out. */
public final class GuardedNode implements TargetNode {
  private final TargetNode node;
  private final CircuitBreaker breaker;

  public GuardedNode(TargetNode node, CircuitBreaker breaker) {
    this.node = node;
    this.breaker = breaker;
  }

  /** Opens when half of the last calls failed; tries one call after the wait. */
  public static CircuitBreakerConfig config(int calls, Duration openWait) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(calls)
        .minimumNumberOfCalls(calls)
        .failureRateThreshold(50)
        .waitDurationInOpenState(openWait)
        .permittedNumberOfCallsInHalfOpenState(1)
        .recordExceptions(NodeUnavailableException.class)
        .build();
  }

  /** Not guarded: it tells when the node is back. */
  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    return node.intakes(source);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    try {
      return Calls.checked(() -> breaker.executeCallable(() -> node.deliver(batch)));
    } catch (CallNotPermittedException open) {
      throw new CircuitOpenException(open);
    }
  }

  /** Not guarded: seldom, and said again anyway. */
  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    node.askForCopies(stuck);
  }
}
