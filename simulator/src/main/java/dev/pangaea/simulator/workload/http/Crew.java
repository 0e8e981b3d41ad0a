package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.ClosedLoopPacer;
import dev.pangaea.simulator.workload.KeyDistribution;
import dev.pangaea.simulator.workload.KeySequence;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.OperationMix;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Pacer;
import dev.pangaea.simulator.workload.Tally;
import dev.pangaea.simulator.workload.Window;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The workers that load one table, one on each event loop; what they do, they do together. */
final class Crew {
  private final BenchPlan plan;
  private final SplittableRandom random;
  private final List<LoadWorker> workers = new ArrayList<>();

  /**
   * @param plan of a run on the table
   */
  Crew(BenchPlan plan, EventLoops loops, InstantSource time, Clock clock, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    List<EventLoop> all = loops.all();
    for (int i = 0; i < all.size(); i++) {
      int connections = (plan.wire().connections() + i) / all.size();
      Connector connector =
          new Connector(
              loops, all.get(i), plan.target().host(), plan.target().port(), plan.wire().timeout());
      workers.add(new LoadWorker(plan, connector, connections, time, clock, random.split()));
    }
  }

  /** Has its news asked for. */
  void watchedBy(Watch watch) {
    workers.forEach(watch::over);
  }

  /** Opens all connections; the answer comes when all of them stand. */
  CompletableFuture<?> open() {
    return all(workers.stream().map(LoadWorker::open).toList());
  }

  /** Puts each key once, as fast as replies come. */
  CompletableFuture<List<Tally>> fill(long startNanos) {
    List<CompletableFuture<Tally>> tallies = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      long share = (plan.load().keys() + workers.size() - 1 - i) / workers.size();
      Pacer pacer = new ClosedLoopPacer(startNanos, Long.MAX_VALUE, share);
      OperationShares puts = OperationShares.only(Operation.PUT);
      tallies.add(run(i, pacer, puts, new KeyDistribution.Sequential(), Window.ALWAYS));
    }
    return all(tallies);
  }

  /** Sends operations from a start to a window's end. */
  CompletableFuture<List<Tally>> load(
      Pace pace, OperationShares shares, long startNanos, Window window) {
    List<CompletableFuture<Tally>> tallies = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Pacer pacer = pace.pacer(startNanos, window.endNanos(), i, workers.size());
      tallies.add(run(i, pacer, shares, plan.load().distribution(), window));
    }
    return all(tallies);
  }

  private CompletableFuture<Tally> run(
      int worker,
      Pacer pacer,
      OperationShares shares,
      KeyDistribution distribution,
      Window window) {
    Tally tally = new Tally(window);
    KeySequence keys =
        distribution.sequence(plan.load().keys(), worker, workers.size(), random.split());
    OperationMix mix = new OperationMix(shares, random.split());
    LoadLoop loop = new LoadLoop(pacer, mix, keys, tally);
    return workers.get(worker).run(new LoadPhase(loop, tally, new CompletableFuture<>()));
  }

  void stop() {
    workers.forEach(LoadWorker::stop);
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
