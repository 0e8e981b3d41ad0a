package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.TableShape;
import java.time.Duration;
import java.time.InstantSource;

/** Benches that are over soon, of an endpoint in the same process. */
final class ShortBench {
  static final Duration SHORT = Duration.ofMillis(400);
  static final Duration PATIENT = Duration.ofSeconds(20);

  private ShortBench() {}

  static Report run(BenchPlan plan) throws Exception {
    try (Bench bench = new Bench(plan, InstantSource.system(), line -> {})) {
      return bench.run();
    }
  }

  /** Gets and puts, on eight connections that wait for no clock. */
  static BenchPlan closed(StubEndpoint endpoint, double readShare, boolean fill) {
    return Plans.plan(
        endpoint.uri(),
        Plans.load(new Pace.Closed(), readShare, fill, SHORT),
        Plans.wire(8, 2, PATIENT));
  }

  /** Each operation, on a table with a sort key and two indexes, filled first. */
  static BenchPlan everything(StubEndpoint endpoint, QueryPlan query) {
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
}
