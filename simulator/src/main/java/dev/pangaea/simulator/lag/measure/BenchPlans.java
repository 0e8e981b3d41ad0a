package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.lag.measure.MeasurePlan.Direction;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.KeyDistribution;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.RequestPlan;
import dev.pangaea.simulator.workload.TableShape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a measurement asks of the load generator. */
final class BenchPlans {
  private static final int KEYS = 10_000;
  private static final int CONNECTIONS = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private BenchPlans() {}

  static BenchPlan probing(
      MeasurePlan plan, Direction direction, Duration length, Duration probeTimeout) {
    return new BenchPlan(
        target(plan, direction.source()),
        plan.table(),
        false,
        load(plan, direction.source(), 1, length),
        wire(),
        Optional.of(
            new ProbePlan(
                target(plan, direction.target()),
                plan.probesPerSecond(),
                false,
                probeTimeout,
                plan.probes(length))),
        Optional.empty(),
        List.of());
  }

  static BenchPlan loading(MeasurePlan plan, String region, long perSecond, Duration length) {
    return new BenchPlan(
        target(plan, region),
        plan.table(),
        false,
        load(plan, region, perSecond, length),
        wire(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Target target(MeasurePlan plan, String region) {
    return new Target(plan.endpoints().get(region), region);
  }

  /** Each region has keys of its own: what is measured is the way, not conflicts. */
  private static LoadPlan load(MeasurePlan plan, String region, long perSecond, Duration length) {
    TableShape table = new TableShape(KEYS, false, 0, 1);
    return new LoadPlan(
        new Pace.Open(perSecond),
        new KeyDistribution.Uniform(),
        new RequestPlan(
            OperationShares.ofReads(0), false, false, new QueryPlan(Optional.empty(), 1)),
        new ItemShape("load-" + region + "-", plan.itemBytes(), table, false),
        false,
        Duration.ZERO,
        length,
        1);
  }

  private static WirePlan wire() {
    return new WirePlan(
        CONNECTIONS, 1, TIMEOUT, new Credentials("pangaea", "pangaea"), false, false);
  }
}
