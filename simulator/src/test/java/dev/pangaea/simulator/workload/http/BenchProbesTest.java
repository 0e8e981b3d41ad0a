package dev.pangaea.simulator.workload.http;

import static dev.pangaea.simulator.workload.http.ShortBench.PATIENT;
import static dev.pangaea.simulator.workload.http.ShortBench.SHORT;
import static dev.pangaea.simulator.workload.http.ShortBench.closed;
import static dev.pangaea.simulator.workload.http.ShortBench.everything;
import static dev.pangaea.simulator.workload.http.ShortBench.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.StreamPlan;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bench sees beside its load: items in another region, and records of the stream. */
@Timeout(60)
class BenchProbesTest {
  private static final Duration POLL = Duration.ofMillis(2);

  private final StubRegion region = new StubRegion();

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
      assertThat(lag.sinceStart().p50()).isGreaterThanOrEqualTo(40);
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
    remote.answer(
        "CreateTable", new TableDefinition("bench", TableShape.simple(200), false).createTable());
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

  private static BenchPlan probing(StubEndpoint near, ProbePlan probe) {
    return Plans.probing(
        Plans.plan(
            near.uri(), Plans.load(new Pace.Open(100), 0, false, SHORT), Plans.wire(4, 1, PATIENT)),
        probe);
  }

  private static BenchPlan reading(StubEndpoint endpoint, StreamPlan stream) {
    return Plans.reading(
        Plans.plan(
            endpoint.uri(),
            Plans.load(new Pace.Open(100), 0, false, SHORT),
            Plans.wire(4, 1, PATIENT)),
        stream);
  }
}
