package dev.pangaea.simulator.workload.http;

import static dev.pangaea.simulator.workload.http.ShortBench.PATIENT;
import static dev.pangaea.simulator.workload.http.ShortBench.SHORT;
import static dev.pangaea.simulator.workload.http.ShortBench.closed;
import static dev.pangaea.simulator.workload.http.ShortBench.everything;
import static dev.pangaea.simulator.workload.http.ShortBench.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bench measures of its load. */
@Timeout(60)
class BenchTest {
  private final StubRegion region = new StubRegion();

  @ParameterizedTest
  @EnumSource
  void readsAndWritesSucceedHoweverTheEndpointSendsItsReplies(Manner manner) throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(manner, region::answer)) {
      Report report = run(closed(endpoint, 0.5, true));
      assertThat(report.load().errors()).isEmpty();
      assertThat(report.load().of(Operation.GET).answered()).isPositive();
      assertThat(report.load().of(Operation.PUT).answered()).isPositive();
      assertThat(report.load().of(Operation.GET).missed()).isZero();
      assertThat(report.load().bytesSent())
          .isGreaterThan(report.load().of(Operation.PUT).answered() * 1024);
      assertThat(region.items()).hasSize(200);
      assertThat(region.operations())
          .containsExactly("DescribeTable", "CreateTable", "DescribeTable");
      if (manner == Manner.CLOSE_AFTER_EACH) {
        assertThat(report.load().reconnects()).isPositive();
      } else {
        assertThat(endpoint.connections()).isEqualTo(8 + 3);
      }
    }
  }

  @Test
  void everyOperationIsMeasuredByItself() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      Report.Load load = run(everything(endpoint, new QueryPlan(Optional.empty(), 8))).load();
      assertThat(load.errors()).isEmpty();
      assertThat(load.missed()).isZero();
      for (Operation operation : Operation.values()) {
        assertThat(load.of(operation).answered()).as(operation.plural()).isPositive();
      }
      assertThat(load.of(Operation.QUERY).itemsEach()).isEqualTo(8);
      assertThat(load.of(Operation.QUERY).itemsPerSecond()).isPositive();
      assertThat(region.conditions()).isGreaterThan(200);
      assertThat(region.items()).hasSize(200).allMatch(item -> item.path("hits").has("N"));
      assertThat(region.items().stream().map(item -> item.at("/hits/N").asLong()))
          .anyMatch(hits -> hits > Long.parseLong(ItemShape.HITS_FIRST));
      assertThat(region.items()).allMatch(item -> item.has("g1") && item.has("g2"));
    }
  }

  @Test
  void queriesOfAnIndexBringAsManyItemsAsShareItsKey() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.CHUNKED, region::answer)) {
      Report.Load load = run(everything(endpoint, new QueryPlan(Optional.of(2), 50))).load();
      assertThat(load.errors()).isEmpty();
      assertThat(load.of(Operation.QUERY).itemsEach()).isEqualTo(20);
    }
  }

  @Test
  void theCpuTimeOfTheServerIsMeasuredIfItsProcessIsNamed() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      BenchPlan plan = closed(endpoint, 0, false);
      assertThat(run(plan).serverCost()).isEmpty();
      long self = ProcessHandle.current().pid();
      assertThat(run(Plans.watching(plan, self)).serverCost().orElseThrow().micros()).isPositive();
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(() -> run(Plans.watching(plan, Integer.MAX_VALUE)))
          .withMessageContaining("2147483647");
    }
  }

  @Test
  void readsOfKeysThatAreNotThereAreMisses() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      Report.Requests reads = run(closed(endpoint, 1, false)).load().of(Operation.GET);
      assertThat(reads.missed()).isPositive().isEqualTo(reads.answered());
    }
  }

  @Test
  void anOpenLoopSendsAtItsRate() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      BenchPlan plan =
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Open(500), 0, false, SHORT),
              Plans.wire(16, 2, PATIENT));
      Report.Requests writes = run(plan).load().of(Operation.PUT);
      assertThat(writes.ended()).isEqualTo(200);
      assertThat(writes.answered()).isPositive();
    }
  }

  @Test
  void aLongerRunSaysHowItGoes() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      BenchPlan plan =
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Open(200), 0, false, Duration.ofMillis(1_200)),
              Plans.wire(4, 1, PATIENT));
      List<String> progress = new CopyOnWriteArrayList<>();
      try (Bench bench = new Bench(plan, InstantSource.system(), progress::add)) {
        bench.run();
      }
      assertThat(progress).isNotEmpty().allMatch(line -> line.contains("errors 0"));
    }
  }
}
