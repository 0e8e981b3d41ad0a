package dev.pangaea.simulator.workload.http;

import static dev.pangaea.simulator.workload.http.ShortBench.SHORT;
import static dev.pangaea.simulator.workload.http.ShortBench.closed;
import static dev.pangaea.simulator.workload.http.ShortBench.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of a bench that are refused, lost or never sent. */
@Timeout(60)
class BenchErrorsTest {
  private final StubRegion region = new StubRegion();

  @Test
  void everyRefusalIsCountedAndNoneIsRetried() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    StubEndpoint.Handler handler =
        (operation, body) -> {
          if (operation.equals("PutItem") && writes.incrementAndGet() % 3 == 0) {
            return new StubReply(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"slow\"}");
          }
          return region.answer(operation, body);
        };
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, handler)) {
      Report.Load load = run(closed(endpoint, 0, false)).load();
      assertThat(load.errors())
          .singleElement()
          .extracting(ErrorCounts.Counted::name, ErrorCounts.Counted::example)
          .containsExactly("ThrottlingException", "slow");
      assertThat(load.of(Operation.PUT).refused()).isEqualTo(load.errors().getFirst().count());
      double share = (double) load.of(Operation.PUT).refused() / load.of(Operation.PUT).ended();
      assertThat(share).isBetween(0.3, 0.37);
    }
  }

  @Test
  void droppedConnectionsAreCountedAndMadeAnew() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    StubEndpoint.Handler handler =
        (operation, body) -> {
          if (operation.equals("PutItem") && writes.incrementAndGet() % 10 == 0) {
            throw new IOException("drop");
          }
          return region.answer(operation, body);
        };
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, handler)) {
      Report.Load load = run(closed(endpoint, 0, false)).load();
      assertThat(load.of(Operation.PUT).lost()).isPositive();
      assertThat(load.of(Operation.PUT).answered()).isGreaterThan(load.of(Operation.PUT).lost());
      assertThat(load.errors())
          .extracting(ErrorCounts.Counted::name)
          .isSubsetOf(Connection.CLOSED, Connection.RESET);
      assertThat(load.reconnects()).isPositive();
    }
  }

  @Test
  void aRequestWithoutAReplyTimesOut() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    StubEndpoint.Handler handler =
        (operation, body) -> {
          if (operation.equals("PutItem")) {
            over.await();
          }
          return region.answer(operation, body);
        };
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, handler)) {
      BenchPlan plan =
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Closed(), 0, false, SHORT),
              Plans.wire(4, 1, Duration.ofMillis(250)));
      Report.Load load = run(plan).load();
      assertThat(load.of(Operation.PUT).answered()).isZero();
      assertThat(load.errors()).extracting(ErrorCounts.Counted::name).containsExactly("Timeout");
      assertThat(load.of(Operation.PUT).latency().p50()).isGreaterThan(249);
    } finally {
      over.countDown();
    }
  }

  @Test
  void anOpenLoopCountsWhatItCouldNotSend() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    StubEndpoint.Handler handler =
        (operation, body) -> {
          if (operation.equals("PutItem")) {
            over.await();
          }
          return region.answer(operation, body);
        };
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, handler)) {
      BenchPlan plan =
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Open(1000), 0, false, SHORT),
              Plans.wire(2, 1, Duration.ofSeconds(1)));
      Report.Load load = run(plan).load();
      assertThat(load.of(Operation.PUT).lost()).isEqualTo(400);
      assertThat(load.errors()).extracting(ErrorCounts.Counted::name).contains(LoadLoop.NEVER_SENT);
    } finally {
      over.countDown();
    }
  }
}
