package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final URI NEAR = URI.create("http://127.0.0.1:8001");
  private static final URI FAR = URI.create("http://127.0.0.1:8002");
  private static final Latency LATENCY = new Latency(10, 1.5, 1, 2, 3, 4, 5);

  private static Report report(List<ErrorCounts.Counted> errors) {
    BenchPlan base =
        Plans.plan(
            NEAR,
            Plans.load(new Pace.Open(2000), 0.5, false, Duration.ofSeconds(2)),
            Plans.wire(64, 1, Duration.ofSeconds(1)));
    BenchPlan plan =
        new BenchPlan(
            base.target(),
            base.table(),
            false,
            base.load(),
            base.wire(),
            Optional.of(Plans.probe(FAR, Duration.ofSeconds(1), 8)));
    Report.Requests reads = new Report.Requests(4_000, 2_000, 7, 0, 1, LATENCY);
    Report.Requests writes = new Report.Requests(4_100, 2_050, 0, 2, 0, LATENCY);
    return new Report(
        plan,
        2,
        new Report.Load(reads, writes, errors, 8_000_000, 4_000_000, 3, 4),
        new Report.ClientCost(81_030, 40_515, 0.9),
        Optional.of(new Report.Lag(LATENCY, LATENCY, LATENCY, LATENCY, 95, 4, 1, 300, List.of())));
  }

  @Test
  void peopleReadThroughputPercentilesErrorsAndLag() {
    Report report = report(List.of(new ErrorCounts.Counted("ThrottlingException", 2, "slow down")));
    assertThat(TextReport.of(report))
        .contains("open loop at 2,000 requests/s")
        .containsPattern("reads +4,000 +2,000 +1\\.000 +2\\.000 +3\\.000 +4\\.000 +5\\.000")
        .containsPattern("writes +4,100 +2,050")
        .containsPattern("all +8,100 +4,050")
        .contains("misses: 7 reads")
        .containsPattern("2 +ThrottlingException +slow down")
        .contains("4.0 MB/s sent", "3 made anew", "4 attempts failed")
        .contains("per request: 10.0 µs", "alone 5.0 µs", "the client is the limit")
        .contains("95 probes seen, 4 timed out, 1 skipped, 300 polls")
        .contains("since write's reply", "since write's start", "resolution");
  }

  @Test
  void noErrorIsSaidInWords() {
    assertThat(TextReport.of(report(List.of()))).contains("errors: none");
  }

  @Test
  void scriptsReadTheSameAsJson() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(JsonReport.of(report(List.of(new ErrorCounts.Counted("Timeout", 1, "")))));
    assertThat(json.at("/requestsPerSecond").asDouble()).isEqualTo(4_050);
    assertThat(json.at("/writes/latencyMillis/p99.9").asDouble()).isEqualTo(4);
    assertThat(json.at("/reads/missed").asInt()).isEqualTo(7);
    assertThat(json.at("/errors/0/name").asText()).isEqualTo("Timeout");
    assertThat(json.at("/lag/sinceReplyMillis/p99").asDouble()).isEqualTo(3);
    assertThat(json.at("/plan/rate").asInt()).isEqualTo(2000);
    assertThat(json.at("/clientCpuMicrosPerRequest").asDouble()).isBetween(9.9, 10.1);
  }
}
