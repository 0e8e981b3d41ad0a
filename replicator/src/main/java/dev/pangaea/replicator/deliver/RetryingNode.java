package dev.pangaea.replicator.deliver;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;

/** Hands a batch over again, a few times, when the node does not answer. */
public final class RetryingNode implements TargetNode {
  private final TargetNode node;
  private final Retry retry;

  public RetryingNode(TargetNode node, Retry retry) {
    this.node = node;
    this.retry = retry;
  }

  /** Waits that double from the first one on, each jittered by half. */
  public static RetryConfig config(int attemptsMax, Duration firstWait, Duration waitMax) {
    return RetryConfig.<Object>custom()
        .maxAttempts(attemptsMax)
        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(firstWait, 2.0, 0.5, waitMax))
        .retryExceptions(NodeUnavailableException.class)
        .ignoreExceptions(CircuitOpenException.class)
        .build();
  }

  /** Asked for again every half second anyway: one attempt is enough. */
  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    return node.intakes(source);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    return Calls.checked(() -> retry.executeCallable(() -> node.deliver(batch)));
  }

  /** Said again anyway: one attempt is enough. */
  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    node.askForCopies(stuck);
  }
}
