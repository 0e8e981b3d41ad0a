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
  private final List<ProbeClient> writers = new ArrayList<>();
  private final List<ProbeClient> pollers = new ArrayList<>();
  private final CompletableFuture<Report.Lag> done = new CompletableFuture<>();
  private boolean stopped;

  ProbeWorker(
      BenchPlan plan,
      ProbePlan probing,
      String keyPrefix,
      LagProbes probes,
      Connector near,
      Connector far,
      InstantSource time,
      Clock clock) {
    this.plan = plan;
    this.probing = probing;
    this.shape = new ItemShape(keyPrefix, ITEM_BYTES, plan.load().shape().table().apart(), false);
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
      writers.add(client(Operation.PUT, write, judge, this::written));
    }
    for (int i = 0; i < POLL_LANES; i++) {
      RequestTemplate read =
          requests(probing.remote()).get(time.instant(), probing.consistentPolls());
      pollers.add(client(Operation.GET, read, judge, this::polled));
    }
  }

  private Requests requests(Target target) {
    return new Requests(target, plan.wire(), plan.table(), shape);
  }

  private ProbeClient client(
      Operation operation, RequestTemplate template, ReplyJudge judge, ProbeClient.Ended ended) {
    return new ProbeClient(
        operation, template, shape.table(), judge, time, clock, ended, this::assign);
  }

  /** Starts probing; the answer comes when the last probe has ended. */
  CompletableFuture<Report.Lag> run() {
    near.loop()
        .execute(
            () -> {
              long timeout = plan.wire().timeout().toNanos();
              writers.forEach(client -> client.open(near, timeout));
              pollers.forEach(client -> client.open(far, timeout));
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
              writers.forEach(client -> client.connection().stop());
              pollers.forEach(client -> client.connection().stop());
            });
  }

  private void written(ProbeClient client, Outcome outcome, boolean stampSeen) {
    probes.writeEnded(client.probe(), clock.nanos(), outcome);
  }

  private void polled(ProbeClient client, Outcome outcome, boolean stampSeen) {
    probes.pollEnded(client.probe(), client.startNanos(), clock.nanos(), outcome, stampSeen);
  }

  private void work() {
    if (stopped) {
      return;
    }
    long now = clock.nanos();
    writers.forEach(client -> client.connection().expire(now));
    pollers.forEach(client -> client.connection().expire(now));
    assign();
    alarm.set(now + CHORES_NANOS);
  }

  /** Gives due writes and polls to free clients. */
  private void assign() {
    long now = clock.nanos();
    probes.tick(now);
    for (ProbeClient client : writers) {
      if (client.free() && probes.hasWrite()) {
        client.start(probes.takeWrite(now));
      }
    }
    for (ProbeClient client : pollers) {
      if (client.free() && probes.hasPoll(now)) {
        client.start(probes.takePoll());
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
