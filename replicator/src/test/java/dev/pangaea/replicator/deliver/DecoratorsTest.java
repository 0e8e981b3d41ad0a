package dev.pangaea.replicator.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.RegionModel;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecoratorsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final LogBook book = new LogBook("orders", 0).newLeader().writes(1);
  private final RegionModel region = new RegionModel().wants("orders", book.partition());
  private final FlakyNode node = new FlakyNode();
  private final AtomicLong nanos = new AtomicLong();

  /** Fails so many times, then takes what comes. */
  private final class FlakyNode implements TargetNode {
    private int failuresLeft;
    private int asked;

    @Override
    public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
      fail();
      return region.intakes();
    }

    @Override
    public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
      fail();
      return batch.stream().map(region::take).toList();
    }

    @Override
    public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
      fail();
    }

    private void fail() throws NodeUnavailableException {
      asked++;
      if (failuresLeft > 0) {
        failuresLeft--;
        throw new NodeUnavailableException("down for this test");
      }
    }
  }

  private List<Delivery> batch() {
    Intake standing = region.intakes().getFirst();
    List<Change> changes = book.shipped();
    return List.of(
        new Delivery("orders", 0, standing.progress().position(), standing.progress(), changes));
  }

  @Test
  void aBatchIsHandedOverAgainUntilTheNodeAnswers() throws NodeUnavailableException {
    TargetNode retrying =
        new RetryingNode(node, Retry.of("test", RetryingNode.config(4, SHORT, SHORT)));
    node.failuresLeft = 3;

    assertThat(retrying.deliver(batch())).hasSize(1);
    assertThat(node.asked).isEqualTo(4);
  }

  @Test
  void retriesHaveABound() {
    TargetNode retrying =
        new RetryingNode(node, Retry.of("test", RetryingNode.config(4, SHORT, SHORT)));
    node.failuresLeft = 100;

    assertThatThrownBy(() -> retrying.deliver(batch()))
        .isInstanceOf(NodeUnavailableException.class);
    assertThat(node.asked).isEqualTo(4);
  }

  @Test
  void aNodeThatKeepsFailingIsLeftAloneAndTriedAgain() throws NodeUnavailableException {
    CircuitBreaker breaker =
        CircuitBreaker.of("test", GuardedNode.config(4, Duration.ofSeconds(60)));
    TargetNode guarded = new GuardedNode(node, breaker);
    node.failuresLeft = 4;
    for (int call = 0; call < 4; call++) {
      assertThatThrownBy(() -> guarded.deliver(batch()))
          .isInstanceOf(NodeUnavailableException.class);
    }

    assertThatThrownBy(() -> guarded.deliver(batch())).isInstanceOf(CircuitOpenException.class);
    assertThat(node.asked).isEqualTo(4);

    breaker.transitionToHalfOpenState();
    assertThat(guarded.deliver(batch())).hasSize(1);
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void aRetryDoesNotHammerAnOpenCircuit() {
    CircuitBreaker breaker =
        CircuitBreaker.of("test", GuardedNode.config(2, Duration.ofSeconds(60)));
    TargetNode both =
        new RetryingNode(
            new GuardedNode(node, breaker),
            Retry.of("test", RetryingNode.config(10, SHORT, SHORT)));
    node.failuresLeft = 100;

    assertThatThrownBy(() -> both.deliver(batch())).isInstanceOf(CircuitOpenException.class);
    assertThat(node.asked).isEqualTo(2);
  }

  private static Delivery of(Delivery one, int changes) {
    List<Change> many = Collections.nCopies(changes, one.changes().getFirst());
    return new Delivery("orders", 0, one.from(), one.to(), many);
  }

  @Test
  void aBatchAboveTheLimitGoesThroughAndTheNextOneIsHeldBackUntilItIsPaidFor()
      throws NodeUnavailableException {
    RateLimiter limiter = RateLimiter.of("test", PacedNode.config(1));
    TargetNode paced = paced(limiter, SHORT);
    Delivery one = batch().getFirst();

    assertThat(paced.deliver(List.of(of(one, 5_000)))).hasSize(1);
    assertThatThrownBy(() -> paced.deliver(List.of(one))).isInstanceOf(HeldBackException.class);
    assertThat(node.asked).isEqualTo(1);
  }

  @Test
  void progressAloneIsNotPaced() throws NodeUnavailableException {
    TargetNode paced = paced(RateLimiter.of("test", PacedNode.config(1)), Duration.ofMinutes(1));
    Delivery one = batch().getFirst();
    paced.deliver(List.of(of(one, 5_000)));
    Delivery progress = new Delivery("orders", 0, one.from(), one.to(), List.of());

    assertThat(paced.deliver(List.of(progress))).hasSize(1);
  }

  @Test
  void whatIsHeldBackGoesThroughOnceItsTimeHasCome() throws NodeUnavailableException {
    RateLimiter limiter = RateLimiter.of("test", PacedNode.config(100_000));
    TargetNode paced = paced(limiter, Duration.ofMinutes(1));
    Delivery one = batch().getFirst();
    paced.deliver(List.of(of(one, 100_001)));
    assertThat(nanos).hasValue(0);

    assertThat(paced.deliver(List.of(one))).hasSize(1);
    assertThat(Duration.ofNanos(nanos.get())).isPositive().isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void whatIsHeldBackIsGivenBackWhenTheLinkIsStopped() throws NodeUnavailableException {
    RateLimiter limiter = RateLimiter.of("test", PacedNode.config(1));
    TargetNode paced =
        new PacedNode(
            node,
            limiter,
            Duration.ofMinutes(1),
            nanos::get,
            time -> {
              throw new InterruptedException();
            });
    Delivery one = batch().getFirst();
    paced.deliver(List.of(of(one, 5_000)));

    assertThatThrownBy(() -> paced.deliver(List.of(one))).isInstanceOf(HeldBackException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(node.asked).isEqualTo(1);
  }

  private PacedNode paced(RateLimiter limiter, Duration waitMax) {
    return new PacedNode(
        node, limiter, waitMax, nanos::get, time -> nanos.addAndGet(time.toNanos()));
  }
}
