package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.simulator.processes.Await;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndlessLoadTest {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final StubRegion region = new StubRegion();

  @Test
  void itGoesOnUntilItIsStopped() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      EndlessLoad load = EndlessLoad.start(List.of(plan(endpoint)), InstantSource.system());
      try {
        Await.until("requests", BOUND, () -> load.seen().getFirst().perSecond() > 0);
        Await.until("and more", BOUND, () -> region.items().size() > 100);
        assertThat(load.seen().getFirst().errors()).isZero();
      } finally {
        load.close();
      }
    }
  }

  @Test
  void errorsAreCounted() throws Exception {
    try (StubEndpoint endpoint =
        new StubEndpoint(
            Manner.LENGTH,
            (operation, body) ->
                operation.equals("PutItem")
                    ? new StubReply(
                        400, "{\"__type\":\"a#ThrottlingException\",\"message\":\"later\"}")
                    : region.answer(operation, body))) {
      try (EndlessLoad load = EndlessLoad.start(List.of(plan(endpoint)), InstantSource.system())) {
        Await.until("errors", BOUND, () -> load.seen().getFirst().errors() > 0);
        assertThat(load.seen().getFirst().perSecond()).isZero();
      }
    }
  }

  @Test
  void nothingRunsWithoutTheTable() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, region::answer)) {
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(
              () ->
                  EndlessLoad.start(
                      List.of(Plans.withoutCreation(plan(endpoint))), InstantSource.system()))
          .withMessageContaining("There is no table");
    }
  }

  /** Makes its table. */
  private static BenchPlan plan(StubEndpoint endpoint) {
    return Plans.plan(
        endpoint.uri(),
        Plans.load(new Pace.Open(500), 0, false, Duration.ofSeconds(1)),
        Plans.wire(4, 1, PATIENT));
  }
}
