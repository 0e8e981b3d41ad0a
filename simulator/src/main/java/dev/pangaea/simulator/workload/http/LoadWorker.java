package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Tally;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One event loop's share of the load: its connections, and the phase that they work on. Public
 * methods may be called from any thread and answer by futures; all else is confined to the event
 * loop.
 */
final class LoadWorker implements Watched {
  private static final long CHORES_NANOS = 20_000_000;

  private final EventLoop eventLoop;
  private final Clock clock;
  private final Alarm alarm;
  private final List<LoadClient> clients = new ArrayList<>();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private LoadPhase phase = LoadPhase.none();
  private boolean stopped;

  LoadWorker(
      BenchPlan plan,
      Connector connector,
      int connections,
      InstantSource time,
      Clock clock,
      SplittableRandom random) {
    this.eventLoop = connector.loop();
    this.clock = clock;
    this.alarm = new Alarm(eventLoop, clock, this::work);
    LoadPlan load = plan.load();
    Requests requests = new Requests(plan.target(), plan.wire(), plan.table(), load.shape());
    ReplyJudge judge = new ReplyJudge(plan.wire().verify(), load.shape(), load.requests().query());
    for (int i = 0; i < connections; i++) {
      clients.add(
          new LoadClient(
              this,
              requests.of(load, time.instant(), random),
              load.shape().table(),
              judge,
              connector,
              plan.wire().timeout().toNanos(),
              time,
              clock));
    }
  }

  /** Opens all connections; the answer comes when all of them stand. */
  CompletableFuture<Void> open() {
    eventLoop.execute(
        () -> {
          clients.forEach(client -> client.connection().open());
          work();
        });
    return connected;
  }

  /** Works through a phase; the answer is its tally, once every request of it has ended. */
  CompletableFuture<Tally> run(LoadPhase next) {
    eventLoop.execute(
        () -> {
          phase = next;
          clients.forEach(client -> client.join(next.loop()));
          work();
        });
    return next.done();
  }

  @Override
  public CompletableFuture<Progress> drainInto(Progress progress) {
    CompletableFuture<Progress> drained = new CompletableFuture<>();
    eventLoop.execute(
        () -> {
          phase.tally().drainInto(progress);
          drained.complete(progress);
        });
    return drained;
  }

  void stop() {
    eventLoop.execute(
        () -> {
          stopped = true;
          clients.forEach(client -> client.connection().stop());
        });
  }

  LoadLoop loop() {
    return phase.loop();
  }

  Tally tally() {
    return phase.tally();
  }

  /** After a client's news: waits for the next arrival, or ends the phase. */
  void settle() {
    long now = clock.nanos();
    if (!phase.endIfFinished(now)) {
      alarm.set(phase.loop().nextTickNanos(now));
    }
  }

  private void work() {
    if (stopped) {
      return;
    }
    long now = clock.nanos();
    clients.forEach(client -> client.connection().expire(now));
    if (!connected.isDone() && clients.stream().allMatch(LoadClient::free)) {
      connected.complete(null);
    }
    phase.loop().tick(now);
    settle();
    alarm.set(now + CHORES_NANOS);
  }
}
