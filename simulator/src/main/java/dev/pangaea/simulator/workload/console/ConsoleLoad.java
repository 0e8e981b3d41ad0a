package dev.pangaea.simulator.workload.console;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.LoadPlan;
import dev.pangaea.dashboards.console.LoadStanding;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.KeyDistribution;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.RequestPlan;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.http.BenchException;
import dev.pangaea.simulator.workload.http.EndlessLoad;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The console's load: at fixed rates, whatever the regions do, over a bounded number of connections
 * each. All regions write the same keys, so that what they write at the same time is in conflict.
 */
public final class ConsoleLoad implements Load, AutoCloseable {
  private static final String KEY_PREFIX = "load-";
  private static final double EXPONENT = 0.99;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int CONNECTIONS_MIN = 4;
  private static final int CONNECTIONS_MAX = 64;
  private static final int PER_SECOND_AND_CONNECTION = 50;

  private final List<ConsoleSettings.Region> regions;
  private final InstantSource time;
  private volatile Optional<Running> running = Optional.empty();

  public ConsoleLoad(List<ConsoleSettings.Region> regions, InstantSource time) {
    this.regions = List.copyOf(regions);
    this.time = time;
  }

  private record Running(LoadPlan plan, EndlessLoad load) {}

  @Override
  public boolean possible() {
    return true;
  }

  @Override
  public synchronized void start(LoadPlan plan) {
    List<BenchPlan> plans = new ArrayList<>();
    for (ConsoleSettings.Region region : regions) {
      if (plan.perSecond(region.name()) > 0) {
        plans.add(of(plan, region));
      }
    }
    try {
      Running next = new Running(plan, EndlessLoad.start(plans, time));
      stop();
      running = Optional.of(next);
    } catch (BenchException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the load could start", interrupted);
    }
  }

  @Override
  public synchronized void stop() {
    Optional<Running> ending = running;
    running = Optional.empty();
    ending.ifPresent(each -> each.load().close());
  }

  @Override
  public LoadStanding standing() {
    return running
        .map(
            each ->
                new LoadStanding(
                    Optional.of(each.plan()),
                    each.load().seen().stream()
                        .map(
                            seen ->
                                new LoadStanding.RegionLoad(
                                    seen.region(), seen.perSecond(), seen.errors()))
                        .toList()))
        .orElse(LoadStanding.NONE);
  }

  @Override
  public void close() {
    stop();
  }

  private BenchPlan of(LoadPlan plan, ConsoleSettings.Region region) {
    long perSecond = Math.max(1, Math.round(plan.perSecond(region.name())));
    ItemShape shape =
        new ItemShape(KEY_PREFIX, plan.itemBytes(), TableShape.simple(plan.keys()), false);
    KeyDistribution distribution =
        switch (plan.distribution()) {
          case UNIFORM -> new KeyDistribution.Uniform();
          case ZIPFIAN -> new KeyDistribution.Zipfian(EXPONENT);
        };
    RequestPlan requests =
        new RequestPlan(
            OperationShares.ofReads(plan.reads() / 100.0),
            false,
            false,
            new QueryPlan(Optional.empty(), 1));
    int connections =
        Math.clamp(perSecond / PER_SECOND_AND_CONNECTION, CONNECTIONS_MIN, CONNECTIONS_MAX);
    return new BenchPlan(
        new Target(region.api(), region.name()),
        plan.table(),
        false,
        new BenchPlan.LoadPlan(
            new Pace.Open(perSecond),
            distribution,
            requests,
            shape,
            false,
            Duration.ZERO,
            TIMEOUT,
            region.name().hashCode()),
        new WirePlan(connections, 1, TIMEOUT, new Credentials("pangaea", "pangaea"), false, false),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
