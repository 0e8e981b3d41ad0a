package dev.pangaea.simulator.workload.http;

import static dev.pangaea.simulator.workload.http.ShortBench.PATIENT;
import static dev.pangaea.simulator.workload.http.ShortBench.SHORT;
import static dev.pangaea.simulator.workload.http.ShortBench.closed;
import static dev.pangaea.simulator.workload.http.ShortBench.everything;
import static dev.pangaea.simulator.workload.http.ShortBench.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bench needs to be there. */
@Timeout(60)
class BenchTargetTest {
  private final StubRegion region = new StubRegion();

  @Test
  void aTableThatWasMadeOtherwiseIsOneClearSentence() throws Exception {
    List<TableShape> others =
        List.of(
            TableShape.simple(200),
            new TableShape(200, true, 1, 20),
            new TableShape(200, false, 2, 20));
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
