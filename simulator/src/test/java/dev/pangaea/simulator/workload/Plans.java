package dev.pangaea.simulator.workload;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Plans of short runs for tests. */
public final class Plans {
  private Plans() {}

  public static BenchPlan plan(URI endpoint, LoadPlan load, WirePlan wire) {
    return new BenchPlan(target(endpoint), "bench", true, load, wire, Optional.empty());
  }

  /** The same run on a table that must be there. */
  public static BenchPlan withoutCreation(BenchPlan plan) {
    return new BenchPlan(
        plan.target(), plan.table(), false, plan.load(), plan.wire(), plan.probe());
  }

  /** The same run with a probe beside the load. */
  public static BenchPlan probing(BenchPlan plan, ProbePlan probe) {
    return new BenchPlan(
        plan.target(), plan.table(), true, plan.load(), plan.wire(), Optional.of(probe));
  }

  public static Target target(URI endpoint) {
    return new Target(endpoint, "us-east-1");
  }

  public static LoadPlan load(Pace pace, double readShare, boolean fill, Duration duration) {
    return new LoadPlan(
        pace,
        new KeyDistribution.Uniform(),
        200,
        readShare,
        false,
        new ItemShape("key-", 1024),
        fill,
        Duration.ofMillis(100),
        duration,
        1);
  }

  public static WirePlan wire(int connections, int threads, Duration timeout) {
    return new WirePlan(
        connections, threads, timeout, new Credentials("pangaea", "secret"), false, true);
  }

  public static ProbePlan probe(URI remote, Duration timeout, int inFlight) {
    return new ProbePlan(new Target(remote, "eu-west-1"), 50, false, timeout, inFlight);
  }
}
