package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.lag.LagProbes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * The lag probe's connections: few to the endpoint that is written, more to the one that is polled.
 * Shares an event loop with the load; confined to it.
 */
final class ProbeWorker implements Watched {
  /** Probe items are small: polling must not become a load of its own. */
  private static final int ITEM_BYTES = 128;

  private static final int WRITE_LANES = 4;
  private static final int POLL_LANES = 16;
  private static final long CHORES_NANOS = 20_000_000;

  private final BenchPlan plan;
  private final ProbePlan probing;
  private final ItemShape shape;
  private final LagProbes probes;
  private final InstantSource time;
  private final Clock clock;
  private final Alarm alarm;
  private final Connector near;
  private final Connector far;
  private final List<ProbeLane> writers = new ArrayList<>();
  private final List<ProbeLane> pollers = new ArrayList<>();
  private final CompletableFuture<Report.Lag> done = new CompletableFuture<>();
  private boolean stopped;

  ProbeWorker(
      BenchPlan plan,
      ProbePlan probing,
      LagProbes probes,
      Connector near,
      Connector far,
      InstantSource time,
      Clock clock) {
    this.plan = plan;
    this.probing = probing;
    this.shape = new ItemShape("probe-", ITEM_BYTES, plan.load().shape().table().apart(), false);
    this.probes = probes;
    this.near = near;
    this.far = far;
    this.time = time;
    this.clock = clock;
    this.alarm = new Alarm(near.loop(), clock, this::work);
    ReplyJudge judge = new ReplyJudge(plan.wire().verify(), shape, plan.load().requests().query());
    SplittableRandom random = new SplittableRandom(plan.load().seed());
    for (int i = 0; i < WRITE_LANES; i++) {
      RequestTemplate write = requests(plan.target()).put(time.instant(), random, false);
      writers.add(lane(Operation.PUT, write, judge, this::written));
    }
    for (int i = 0; i < POLL_LANES; i++) {
      RequestTemplate read =
          requests(probing.remote()).get(time.instant(), probing.consistentPolls());
      pollers.add(lane(Operation.GET, read, judge, this::polled));
    }
  }

  private Requests requests(Target target) {
    return new Requests(target, plan.wire(), plan.table(), shape);
  }

  private ProbeLane lane(
      Operation operation, RequestTemplate template, ReplyJudge judge, ProbeLane.Ended ended) {
    return new ProbeLane(
        operation, template, shape.table(), judge, time, clock, ended, this::assign);
  }

  /** Starts probing; the answer comes when the last probe has ended. */
  CompletableFuture<Report.Lag> run() {
    near.loop()
        .execute(
            () -> {
              long timeout = plan.wire().timeout().toNanos();
              writers.forEach(lane -> lane.open(near, timeout));
              pollers.forEach(lane -> lane.open(far, timeout));
              work();
            });
    return done;
  }

  @Override
  public CompletableFuture<Progress> drainInto(Progress progress) {
    CompletableFuture<Progress> drained = new CompletableFuture<>();
    near.loop()
        .execute(
            () -> {
              probes.drainInto(progress);
              drained.complete(progress);
            });
    return drained;
  }

  void stop() {
    near.loop()
        .execute(
            () -> {
              stopped = true;
              writers.forEach(lane -> lane.connection().stop());
              pollers.forEach(lane -> lane.connection().stop());
            });
  }

  private void written(ProbeLane lane, Outcome outcome, boolean stampSeen) {
    probes.writeEnded(lane.probe(), clock.nanos(), outcome);
  }

  private void polled(ProbeLane lane, Outcome outcome, boolean stampSeen) {
    probes.pollEnded(lane.probe(), lane.startNanos(), clock.nanos(), outcome, stampSeen);
  }

  private void work() {
    if (stopped) {
      return;
    }
    long now = clock.nanos();
    writers.forEach(lane -> lane.connection().expire(now));
    pollers.forEach(lane -> lane.connection().expire(now));
    assign();
    alarm.set(now + CHORES_NANOS);
  }

  /** Gives due writes and polls to free lanes. */
  private void assign() {
    long now = clock.nanos();
    probes.tick(now);
    for (ProbeLane lane : writers) {
      if (lane.free() && probes.hasWrite()) {
        lane.start(probes.takeWrite(now));
      }
    }
    for (ProbeLane lane : pollers) {
      if (lane.free() && probes.hasPoll(now)) {
        lane.start(probes.takePoll());
      }
    }
    long next = probes.nextDueNanos();
    if (next > now) {
      alarm.set(next);
    }
    if (probes.finished(now)) {
      done.complete(probes.lag());
    }
  }
}
