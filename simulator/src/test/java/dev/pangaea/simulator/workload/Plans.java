package dev.pangaea.simulator.workload;

import dev.pangaea.simulator.workload.BenchPlan.AgainstPlan;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.StreamPlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans of short runs for tests. */
public final class Plans {
  private Plans() {}

  public static BenchPlan plan(URI endpoint, LoadPlan load, WirePlan wire) {
    return new BenchPlan(
        target(endpoint), "bench", true, load, wire, Optional.empty(), Optional.empty(), List.of());
  }

  /** The same run on a table that must be there. */
  public static BenchPlan withoutCreation(BenchPlan plan) {
    return new BenchPlan(
        plan.target(),
        plan.table(),
        false,
        plan.load(),
        plan.wire(),
        plan.probe(),
        plan.stream(),
        List.of());
  }

  /** The same run with an eye on the CPU time of processes. */
  public static BenchPlan watching(BenchPlan plan, long pid) {
    return new BenchPlan(
        plan.target(),
        plan.table(),
        plan.createTable(),
        plan.load(),
        plan.wire(),
        plan.probe(),
        plan.stream(),
        List.of(pid));
  }

  /** The same run with a probe beside the load. */
  public static BenchPlan probing(BenchPlan plan, ProbePlan probe) {
    return new BenchPlan(
        plan.target(),
        plan.table(),
        true,
        plan.load(),
        plan.wire(),
        Optional.of(probe),
        Optional.empty(),
        List.of());
  }

  /** The same run with a reader of the table's stream beside the load. */
  public static BenchPlan reading(BenchPlan plan, StreamPlan stream) {
    return new BenchPlan(
        plan.target(),
        plan.table(),
        true,
        plan.load(),
        plan.wire(),
        plan.probe(),
        Optional.of(stream),
        List.of());
  }

  /** The same run, and then another table in turn with its own. */
  public static BenchPlan against(BenchPlan plan, AgainstPlan against, long pid) {
    return new BenchPlan(
        plan.target(),
        plan.table(),
        true,
        plan.load(),
        plan.wire(),
        plan.probe(),
        plan.stream(),
        Optional.of(against),
        List.of(pid));
  }

  public static Target target(URI endpoint) {
    return new Target(endpoint, "us-east-1");
  }

  public static LoadPlan load(Pace pace, double readShare, boolean fill, Duration duration) {
    RequestPlan requests =
        new RequestPlan(
            OperationShares.ofReads(readShare), false, false, new QueryPlan(Optional.empty(), 10));
    return load(pace, requests, shape(1024), fill, duration);
  }

  public static LoadPlan load(
      Pace pace, RequestPlan requests, ItemShape shape, boolean fill, Duration duration) {
    return new LoadPlan(
        pace,
        new KeyDistribution.Uniform(),
        requests,
        shape,
        fill,
        Duration.ofMillis(100),
        duration,
        1);
  }

  /** Gets, puts, updates and queries, each as often as the others. */
  public static RequestPlan everything(boolean conditions, QueryPlan query) {
    Map<Operation, Double> equal =
        Arrays.stream(Operation.values()).collect(Collectors.toMap(each -> each, each -> 1.0));
    return new RequestPlan(new OperationShares(equal), false, conditions, query);
  }

  /** Items of a table with a partition key alone. */
  public static ItemShape shape(int itemBytes) {
    return new ItemShape("key-", itemBytes, TableShape.simple(200), false);
  }

  /** Items of a table, whose hits are counted. */
  public static ItemShape counted(int itemBytes, TableShape table) {
    return new ItemShape("key-", itemBytes, table, true);
  }

  public static WirePlan wire(int connections, int threads, Duration timeout) {
    return new WirePlan(
        connections, threads, timeout, new Credentials("pangaea", "secret"), false, true);
  }

  public static ProbePlan probe(URI remote, Duration timeout, int inFlight) {
    return new ProbePlan(new Target(remote, "eu-west-1"), 50, false, timeout, inFlight);
  }
}
