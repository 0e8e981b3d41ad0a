package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.StreamPlan;
import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BenchTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static final TableShape SIMPLE = TableShape.simple(200);

  private final StubRegion region = new StubRegion();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  private Report run(BenchPlan plan) throws Exception {
    try (Bench bench = new Bench(plan, InstantSource.system(), progress::add)) {
      return bench.run();
    }
  }

  private static BenchPlan closed(StubEndpoint endpoint, double readShare, boolean fill) {
    return Plans.plan(
        endpoint.uri(),
        Plans.load(new Pace.Closed(), readShare, fill, SHORT),
        Plans.wire(8, 2, PATIENT));
  }

  private static BenchPlan probing(StubEndpoint near, ProbePlan probe) {
    return Plans.probing(
        Plans.plan(
            near.uri(), Plans.load(new Pace.Open(100), 0, false, SHORT), Plans.wire(4, 1, PATIENT)),
        probe);
  }

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

  private static BenchPlan everything(StubEndpoint endpoint, QueryPlan query) {
    return Plans.plan(
        endpoint.uri(),
        Plans.load(
            new Pace.Closed(),
            Plans.everything(true, query),
            Plans.counted(512, new TableShape(200, true, 2, 20)),
            true,
            SHORT),
        Plans.wire(8, 2, PATIENT));
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
  void aTableThatWasMadeOtherwiseIsOneClearSentence() throws Exception {
    List<TableShape> others =
        List.of(SIMPLE, new TableShape(200, true, 1, 20), new TableShape(200, false, 2, 20));
    for (TableShape other : others) {
      region.answer("CreateTable", new TableDefinition("bench", other, false).createTable());
      try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
        BenchPlan plan = everything(endpoint, new QueryPlan(Optional.empty(), 8));
        assertThatExceptionOfType(BenchException.class)
            .isThrownBy(() -> run(plan))
            .withMessageContaining("needs one with pk and sk, indexes g1-index, g2-index.");
      }
    }
  }

  @Test
  void aTableWithMoreIndexesThanTheLoadFillsWillDo() throws Exception {
    TableShape more = new TableShape(200, false, 3, 20);
    region.answer("CreateTable", new TableDefinition("bench", more, false).createTable());
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      assertThat(run(closed(endpoint, 0, false)).load().errors()).isEmpty();
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
      assertThat(writes.answered()).isGreaterThan(100);
    }
  }

  @Test
  void replicationLagIsSeenFromOutside() throws Exception {
    StubRegion remote = new StubRegion();
    region.replicatesTo(remote, Duration.ofMillis(40).toNanos());
    try (StubEndpoint near = new StubEndpoint(Manner.LENGTH, region::answer);
        StubEndpoint far = new StubEndpoint(Manner.LENGTH, remote::answer)) {
      BenchPlan plan = probing(near, Plans.probe(far.uri(), PATIENT, 64));
      Report.Lag lag = run(plan).lag().orElseThrow();
      assertThat(lag.seen()).isEqualTo(20);
      assertThat(lag.timedOut() + lag.skipped()).isZero();
      assertThat(lag.errors()).isEmpty();
      assertThat(lag.sinceStart().p50()).isBetween(40.0, 400.0);
      assertThat(lag.sinceStart().p50()).isGreaterThanOrEqualTo(lag.sinceReply().p50());
      assertThat(lag.polls()).isGreaterThan(20);
      assertThat(region.operations()).contains("CreateTable", "UpdateTable");
    }
  }

  @Test
  void aProbeFitsATableWithASortKey() throws Exception {
    StubRegion remote = new StubRegion();
    region.replicatesTo(remote, 0);
    try (StubEndpoint near = new StubEndpoint(Manner.LENGTH, region::answer);
        StubEndpoint far = new StubEndpoint(Manner.LENGTH, remote::answer)) {
      BenchPlan plan =
          Plans.probing(
              everything(near, new QueryPlan(Optional.empty(), 8)),
              Plans.probe(far.uri(), PATIENT, 64));
      Report.Lag lag = run(plan).lag().orElseThrow();
      assertThat(lag.seen()).isPositive();
      assertThat(lag.errors()).isEmpty();
      assertThat(region.items())
          .filteredOn(item -> item.at("/pk/S").asText().startsWith("probe-"))
          .isNotEmpty()
          .allMatch(item -> item.has("sk") && !item.has("g1"));
    }
  }

  @Test
  void itemsThatNeverArriveTimeOut() throws Exception {
    StubRegion remote = new StubRegion();
    remote.answer("CreateTable", new TableDefinition("bench", SIMPLE, false).createTable());
    try (StubEndpoint near = new StubEndpoint(Manner.LENGTH, region::answer);
        StubEndpoint far = new StubEndpoint(Manner.LENGTH, remote::answer)) {
      BenchPlan plan = probing(near, Plans.probe(far.uri(), Duration.ofMillis(300), 8));
      Report.Lag lag = run(plan).lag().orElseThrow();
      assertThat(lag.seen()).isZero();
      assertThat(lag.timedOut()).isPositive();
      assertThat(lag.skipped()).isPositive();
      assertThat(lag.sinceReply().p50()).isGreaterThan(299);
    }
  }

  @Test
  void recordsOfTheStreamAreSeenByAReader() throws Exception {
    region.tellsRecordsAfter(Duration.ofMillis(40).toNanos());
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      Report report = run(reading(endpoint, new StreamPlan(100, POLL, PATIENT)));
      Report.Lag stream = report.stream().orElseThrow();
      assertThat(stream.errors()).isEmpty();
      assertThat(stream.timedOut()).isZero();
      assertThat(stream.seen()).isPositive();
      assertThat(stream.sinceStart().p50()).isGreaterThanOrEqualTo(39);
      assertThat(region.operations()).containsOnlyOnce("GetShardIterator");
    }
  }

  @Test
  void recordsThatNeverComeAreCounted() throws Exception {
    region.tellsRecordsAfter(Duration.ofDays(1).toNanos());
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      Report report = run(reading(endpoint, new StreamPlan(100, POLL, SHORT)));
      assertThat(report.stream().orElseThrow().seen()).isZero();
      assertThat(report.stream().orElseThrow().timedOut()).isPositive();
    }
  }

  @Test
  void aTableWithoutAStreamIsOneClearSentence() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      run(closed(endpoint, 0, false));
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(() -> run(reading(endpoint, new StreamPlan(100, POLL, SHORT))))
          .withMessageContaining("has no stream");
    }
  }

  private static BenchPlan reading(StubEndpoint endpoint, StreamPlan stream) {
    return Plans.reading(
        Plans.plan(
            endpoint.uri(),
            Plans.load(new Pace.Open(100), 0, false, SHORT),
            Plans.wire(4, 1, PATIENT)),
        stream);
  }

  @Test
  void aLongerRunSaysHowItGoes() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      run(
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Open(200), 0, false, Duration.ofMillis(1_200)),
              Plans.wire(4, 1, PATIENT)));
      assertThat(progress).isNotEmpty().allMatch(line -> line.contains("errors 0"));
    }
  }

  @Test
  void anUnreachableEndpointIsOneClearSentence() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + ClaimedPort.next());
    BenchPlan plan =
        Plans.plan(
            nobody, Plans.load(new Pace.Closed(), 0, false, SHORT), Plans.wire(4, 1, PATIENT));
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> run(plan))
        .withMessageContaining("DescribeTable at " + nobody + " failed");
  }

  @Test
  void aMissingTableIsNotMadeUnasked() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      BenchPlan plan = Plans.withoutCreation(closed(endpoint, 0, false));
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(() -> run(plan))
          .withMessageContaining("--create-table");
      assertThat(region.operations()).containsExactly("DescribeTable");
    }
  }
}
