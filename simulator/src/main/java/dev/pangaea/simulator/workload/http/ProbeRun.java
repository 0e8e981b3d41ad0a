package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.OpenLoopPacer;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Window;
import dev.pangaea.simulator.workload.lag.LagProbes;
import dev.pangaea.simulator.workload.lag.PollInterval;
import dev.pangaea.simulator.workload.lag.ProbeEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Probes of replication lag without a load, from one endpoint to another: each is told when it
 * ends. Several may run at once, as long as their keys differ.
 */
public final class ProbeRun implements AutoCloseable {
  private final BenchPlan plan;
  private final ProbePlan probing;
  private final String keyPrefix;
  private final InstantSource time;
  private final Consumer<ProbeEnd> listener;
  private final Clock clock = new Clock();
  private final EventLoops loops = new EventLoops(1);
  private List<ProbeWorker> workers = List.of();
  private CompletableFuture<Report.Lag> lag = new CompletableFuture<>();

  /**
   * @param plan with a probe; its load is only taken for the table's shape
   * @param listener told of each probe's end, on a thread of its own, with times from the begin on
   */
  public ProbeRun(
      BenchPlan plan, String keyPrefix, InstantSource time, Consumer<ProbeEnd> listener) {
    this.plan = plan;
    this.probing = plan.probe().orElseThrow();
    this.keyPrefix = keyPrefix;
    this.time = time;
    this.listener = listener;
  }

  /** Sees to it that the table is at both endpoints. Blocks. */
  public void prepare() throws BenchException, InterruptedException {
    new TableSetup(plan, new ControlClient(plan.wire(), time), clock::nanos, Thread::sleep)
        .prepare();
  }

  /** Begins; the first probe is due now, the last after that time. */
  public void start(Duration length) {
    long begin = clock.nanos();
    Instant now = time.instant();
    LagProbes probes =
        new LagProbes(
            new OpenLoopPacer(begin, begin + length.toNanos(), probing.perSecond(), 0, 1),
            Window.ALWAYS,
            probing.inFlight(),
            probing.timeout().toNanos(),
            now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000,
            PollInterval.COARSE,
            end ->
                listener.accept(
                    new ProbeEnd(end.dueNanos() - begin, end.endNanos() - begin, end.seen())));
    ProbeWorker worker =
        new ProbeWorker(
            plan,
            probing,
            keyPrefix,
            probes,
            connector(plan.target()),
            connector(probing.remote()),
            time,
            clock);
    workers = List.of(worker);
    lag = worker.run();
  }

  /** Waits until every probe has seen its write or was given up. */
  public Report.Lag await(Duration most) throws BenchException, InterruptedException {
    try {
      return lag.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new BenchException(
          "Not all probes have ended within " + most.toSeconds() + " s.", late);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("The probe failed.", failure.getCause());
    }
  }

  private Connector connector(Target target) {
    return new Connector(
        loops, loops.all().getFirst(), target.host(), target.port(), plan.wire().timeout());
  }

  @Override
  public void close() {
    workers.forEach(ProbeWorker::stop);
    loops.close();
  }
}
