package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.ImpatientPacer;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.OperationMix;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Tally;
import dev.pangaea.simulator.workload.Window;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Loads of several endpoints that go on until they are stopped, all on one thread. What an endpoint
 * does not take within a second it is spared.
 */
public final class EndlessLoad implements AutoCloseable {
  private static final long LOOK_MILLIS = 1000;
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private final Clock clock = new Clock();
  private final EventLoops loops = new EventLoops(1);
  private final List<Running> running = new ArrayList<>();

  private EndlessLoad() {}

  /** How one of them goes. */
  public record Seen(String region, double perSecond, long errors) {}

  /** One of the loads; what was seen of it lately may be read from any thread. */
  private static final class Running {
    private final String region;
    private final LoadWorker worker;
    private long seenNanos;
    private volatile Seen seen;

    Running(String region, LoadWorker worker, long nanos) {
      this.region = region;
      this.worker = worker;
      this.seenNanos = nanos;
      this.seen = new Seen(region, 0, 0);
    }

    void look(Clock clock) {
      worker
          .drainInto(new Progress())
          .thenAccept(
              lately -> {
                long now = clock.nanos();
                double seconds = Math.max(now - seenNanos, 1) / 1e9;
                seenNanos = now;
                seen =
                    new Seen(region, lately.answers() / seconds, seen.errors() + lately.errors());
              });
    }
  }

  /**
   * Starts loads. Waits until the tables are there; nothing runs when it fails.
   *
   * @param plans each for an endpoint of its own; how long they take is not looked at
   */
  public static EndlessLoad start(List<BenchPlan> plans, InstantSource time)
      throws BenchException, InterruptedException {
    EndlessLoad load = new EndlessLoad();
    try {
      for (BenchPlan plan : plans) {
        new TableSetup(plan, new ControlClient(plan.wire(), time), load.clock::nanos, Thread::sleep)
            .prepare();
      }
      plans.forEach(plan -> load.run(plan, time));
      return load;
    } catch (Throwable failure) {
      load.close();
      throw failure;
    }
  }

  public List<Seen> seen() {
    return running.stream().map(each -> each.seen).toList();
  }

  @Override
  public void close() {
    running.forEach(each -> each.worker.stop());
    loops.close();
  }

  private void run(BenchPlan plan, InstantSource time) {
    SplittableRandom random = new SplittableRandom(plan.load().seed());
    EventLoop loop = loops.all().getFirst();
    Connector connector =
        new Connector(
            loops, loop, plan.target().host(), plan.target().port(), plan.wire().timeout());
    int connections = plan.wire().connections();
    LoadWorker worker = new LoadWorker(plan, connector, connections, time, clock, random.split());
    Running one = new Running(plan.target().region(), worker, clock.nanos());
    worker.open();
    worker.run(phase(plan.load(), random));
    loop.scheduleAtFixedRate(
        () -> one.look(clock), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    running.add(one);
  }

  private LoadPhase phase(LoadPlan load, SplittableRandom random) {
    Tally tally = new Tally(Window.ALWAYS);
    LoadLoop loop =
        new LoadLoop(
            new ImpatientPacer(
                load.pace().pacer(clock.nanos(), Long.MAX_VALUE, 0, 1), PATIENCE_NANOS),
            new OperationMix(load.requests().mix(), random.split()),
            load.distribution().sequence(load.keys(), 0, 1, random.split()),
            tally);
    return new LoadPhase(loop, tally, new CompletableFuture<>());
  }
}
