package dev.pangaea.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.replicator.lag.LinkMeters;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.PlanLimits;
import dev.pangaea.replicator.plan.RegionModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplicatorLoopTest {
  private final LogBook book = new LogBook("orders", 0);
  private final FakeNode node = new FakeNode(new RegionModel().wants("orders", book.partition()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LinkMeters meters =
      new LinkMeters(registry, InstantSource.system(), LogBook.SOURCE, LogBook.TARGET, () -> false);

  @Test
  void startsAnewWithANewReaderAfterAFailureThatNoRuleCovers() throws InterruptedException {
    startsAnewAfter(
        () -> {
          throw new IllegalStateException("broken for this test");
        });
  }

  @Test
  void startsAnewAfterAnErrorOfTheMachine() throws InterruptedException {
    startsAnewAfter(
        () -> {
          throw new NoClassDefFoundError("broken for this test");
        });
  }

  private void startsAnewAfter(Runnable failure) throws InterruptedException {
    AtomicInteger opened = new AtomicInteger();
    FakeReader good = new FakeReader(book);
    CountDownLatch goodOpened = new CountDownLatch(1);
    try (ReplicatorLoop loop =
        new ReplicatorLoop(
            LogBook.SOURCE,
            LogBook.TARGET,
            () -> {
              if (opened.incrementAndGet() == 1) {
                failure.run();
              }
              goodOpened.countDown();
              return good;
            },
            node,
            meters,
            PlanLimits.DEFAULT,
            Runnable::run,
            new Random(1))) {
      loop.start();
      assertThat(goodOpened.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.isAlive()).isTrue();
    }
    assertThat(good.closed()).isTrue();
    assertThat(registry.get("pangaea.replication.loop.restarts").counter().count()).isEqualTo(1);
  }
}
