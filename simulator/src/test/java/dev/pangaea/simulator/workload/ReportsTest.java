package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final URI NEAR = URI.create("http://127.0.0.1:8001");
  private static final URI FAR = URI.create("http://127.0.0.1:8002");
  private static final Latency LATENCY = new Latency(10, 1.5, 1, 2, 3, 4, 5);

  private static Report report(List<ErrorCounts.Counted> errors) {
    BenchPlan base =
        Plans.plan(
            NEAR,
            Plans.load(
                new Pace.Open(2000),
                Plans.everything(true, new QueryPlan(Optional.of(2), 8)),
                Plans.counted(1024, new TableShape(1000, true, 2, 10)),
                false,
                Duration.ofSeconds(2)),
            Plans.wire(64, 1, Duration.ofSeconds(1)));
    BenchPlan plan =
        new BenchPlan(
            base.target(),
            base.table(),
            false,
            base.load(),
            base.wire(),
            Optional.of(Plans.probe(FAR, Duration.ofSeconds(1), 8)),
            Optional.empty(),
            List.of(1L));
    Map<Operation, Report.Requests> requests =
        Map.of(
            Operation.GET, new Report.Requests(2_000, 1_000, 0, 0, 7, 0, 1, LATENCY),
            Operation.PUT, new Report.Requests(4_100, 2_050, 0, 0, 0, 2, 0, LATENCY),
            Operation.QUERY, new Report.Requests(2_000, 1_000, 16_000, 7_999, 1, 0, 0, LATENCY));
    return new Report(
        plan,
        2,
        new Report.Load(requests, errors, 8_000_000, 4_000_000, 3, 4),
        new Report.ClientCost(81_030, 40_515, 0.9),
        Optional.of(new Report.ServerCost(243_090)),
        Optional.of(new Report.Lag(LATENCY, LATENCY, LATENCY, LATENCY, 95, 4, 1, 300, List.of())),
        Optional.of(new Report.Lag(LATENCY, LATENCY, LATENCY, LATENCY, 50, 2, 0, 700, List.of())),
        List.of());
  }

  /** Of a run of gets on a table and on another. */
  private static Report compared() {
    BenchPlan plan =
        Plans.against(
            Plans.plan(
                NEAR,
                Plans.load(new Pace.Closed(), 1, false, Duration.ofSeconds(2)),
                Plans.wire(64, 1, Duration.ofSeconds(1))),
            new BenchPlan.AgainstPlan(
                "free",
                new TreeMap<>(Map.of("k", "v")),
                new Pace.Open(70),
                3,
                Duration.ofSeconds(4)),
            1);
    Report alone = report(List.of());
    return new Report(
            plan,
            2,
            alone.load(),
            alone.cost(),
            alone.serverCost(),
            Optional.empty(),
            Optional.empty(),
            List.of())
        .with(
            List.of(
                turns("bench", 1_200, List.of(30.0, 11.0, 12.0, 8.0, 5.0)),
                turns("free", 2_400, List.of(10.0, 10.5, 15.0, 25.0, 15.0))));
  }

  private static Report.Turns turns(String table, long gets, List<Double> serverMicros) {
    Report.Requests requests =
        new Report.Requests(gets, gets / 12.0, 0, 0, gets - 1_190, 0, 0, LATENCY);
    Report.Load load =
        new Report.Load(
            Map.of(Operation.GET, requests),
            List.of(new ErrorCounts.Counted("Late", 5, "of " + table)),
            0,
            0,
            0,
            0);
    return new Report.Turns(Operation.GET, table, load, serverMicros);
  }

  @Test
  void twoTablesStandBelowEachOther() throws Exception {
    assertThat(TextReport.of(compared()))
        .contains(
            "in turn with table free {k=v}, open loop at 70 requests/s, 3 turns of 4.0 s each:")
        .containsPattern("gets, bench +1,200 +100 +1\\.000")
        .containsPattern("gets, free +2,400 +200 +1\\.000")
        .contains("misses: 10 reads", "misses: 1,210 reads")
        .containsPattern("5 +Late +of free")
        .contains(
            "server CPU per get: bench 11.0 µs (5.0 to 30.0), free 15.0 µs (10.0 to 25.0); by two"
                + " turns each the first is 1.25 of the second (half of them: 0.50 to 2.00)");

    JsonNode json = new ObjectMapper().readTree(JsonReport.of(compared()));
    assertThat(json.at("/plan/against/table").asText()).isEqualTo("free");
    assertThat(json.at("/plan/against/tags/k").asText()).isEqualTo("v");
    assertThat(json.at("/plan/against/turnSeconds").asDouble()).isEqualTo(4);
    assertThat(json.at("/plan/against/rate").asInt()).isEqualTo(70);
    assertThat(json.at("/turns/1/table").asText()).isEqualTo("free");
    assertThat(json.at("/turns/1/perSecond").asDouble()).isEqualTo(200);
    assertThat(json.at("/turns/0/serverCpuMicrosPerRequest").asDouble()).isEqualTo(11);
    assertThat(json.at("/turns/0/serverCpuMicrosPerRequestByTurn")).hasSize(5);
    assertThat(json.at("/turns/0/errors/0/name").asText()).isEqualTo("Late");
  }

  @Test
  void peopleReadThroughputPercentilesErrorsAndLag() {
    Report report = report(List.of(new ErrorCounts.Counted("ThrottlingException", 2, "slow down")));
    assertThat(TextReport.of(report))
        .contains("open loop at 2,000 requests/s")
        .contains("get 25 %, put 25 %, update 25 %, query 25 %, puts with a condition")
        .contains("table with a sort key and with 2 index(es), 10 items per key")
        .containsPattern("gets +2,000 +1,000 +1\\.000 +2\\.000 +3\\.000 +4\\.000 +5\\.000")
        .containsPattern("puts +4,100 +2,050")
        .containsPattern("queries +2,000 +1,000 +1\\.000")
        .doesNotContain("updates")
        .contains("items from queries of g2-index: 16,000, 7,999 per s; 8.0 per query, of 8 in a")
        .containsPattern("all +8,100 +4,050")
        .contains("misses: 8 reads")
        .containsPattern("2 +ThrottlingException +slow down")
        .contains("4.0 MB/s sent", "3 made anew", "4 attempts failed")
        .contains("per request: 10.0 µs", "alone 5.0 µs", "the client is the limit")
        .contains("server CPU per request: 30.0 µs (0.12 cores busy)")
        .contains("95 probes seen, 4 timed out, 1 skipped, 300 polls")
        .contains("since write's reply", "since write's start", "resolution")
        .contains("records of the stream: 50 seen, 2 never, 700 GetRecords")
        .doesNotContain("in turn");
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
    assertThat(json.at("/puts/latencyMillis/p99.9").asDouble()).isEqualTo(4);
    assertThat(json.at("/gets/missed").asInt()).isEqualTo(7);
    assertThat(json.at("/queries/items").asInt()).isEqualTo(16_000);
    assertThat(json.at("/queries/itemsPerSecond").asDouble()).isEqualTo(7_999);
    assertThat(json.at("/updates/succeeded").isInt()).isTrue();
    assertThat(json.at("/puts").has("items")).isFalse();
    assertThat(json.at("/plan/mix/query").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/plan/queryIndex").asInt()).isEqualTo(2);
    assertThat(json.at("/plan/itemsPerQuery").asInt()).isEqualTo(8);
    assertThat(json.at("/serverCpuMicrosPerRequest").asDouble()).isBetween(29.9, 30.1);
    assertThat(json.at("/errors/0/name").asText()).isEqualTo("Timeout");
    assertThat(json.at("/lag/sinceReplyMillis/p99").asDouble()).isEqualTo(3);
    assertThat(json.at("/plan/rate").asInt()).isEqualTo(2000);
    assertThat(json.at("/clientCpuMicrosPerRequest").asDouble()).isBetween(9.9, 10.1);
  }
}
