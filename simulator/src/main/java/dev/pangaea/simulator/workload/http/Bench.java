package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.AgainstPlan;
import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.OpenLoopPacer;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Tally;
import dev.pangaea.simulator.workload.Window;
import dev.pangaea.simulator.workload.lag.LagProbes;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One run against an endpoint: prepare the table, fill it if asked, warm up, measure, and compare
 * it with another one if there is one. Blocks its caller; progress goes line by line to a consumer.
 */
public final class Bench implements AutoCloseable {
  private static final String PROBE_KEYS = "probe-";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LEAD_NANOS = 20_000_000;
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final BenchPlan plan;
  private final InstantSource time;
  private final Consumer<String> progress;
  private final Clock clock = new Clock();
  private final SplittableRandom random;
  private final EventLoops loops;
  private final Crew crew;
  private final Optional<Crew> other;
  private final Watch watch;
  private final ClientCpu cpu;
  private final ServerCpu server;

  public Bench(BenchPlan plan, InstantSource time, Consumer<String> progress) {
    this.plan = plan;
    this.time = time;
    this.progress = progress;
    this.random = new SplittableRandom(plan.load().seed());
    this.watch = new Watch(clock, progress);
    this.loops = new EventLoops(plan.wire().threads());
    this.server = new ServerCpu(plan.serverPids());
    this.cpu = new ClientCpu(loops.threadIds());
    this.crew = crew(plan);
    this.other = plan.against().map(against -> crew(plan.on(against.table())));
  }

  private Crew crew(BenchPlan of) {
    Crew next = new Crew(of, loops, time, clock, random.split());
    next.watchedBy(watch);
    return next;
  }

  private Connector connector(EventLoop loop, Target target) {
    return new Connector(loops, loop, target.host(), target.port(), plan.wire().timeout());
  }

  /** Runs once, from the table's preparation to the last reply. */
  public Report run() throws BenchException, InterruptedException {
    server.start();
    prepare(plan, Collections.emptySortedMap());
    if (plan.against().isPresent()) {
      AgainstPlan against = plan.against().get();
      prepare(plan.on(against.table()), against.tags());
    }
    begin(crew);
    Report report = measure();
    return other.isPresent() ? report.with(inTurn(other.get())) : report;
  }

  private void prepare(BenchPlan of, SortedMap<String, String> tags)
      throws BenchException, InterruptedException {
    new TableSetup(of, tags, new ControlClient(of.wire(), time), clock::nanos, Thread::sleep)
        .prepare();
  }

  private void begin(Crew with) throws BenchException, InterruptedException {
    connect(with);
    if (plan.load().fill()) {
      fill(with);
    }
  }

  private List<Report.Turns> inTurn(Crew second) throws BenchException, InterruptedException {
    begin(second);
    watch.begin(clock.nanos());
    return new InTurn(plan, plan.against().orElseThrow(), clock, watch, server, patience())
        .run(crew, second);
  }

  /**
   * Waits for the connections, so that no measurement begins with them; an endpoint that refuses
   * some is measured all the same.
   */
  private void connect(Crew with) throws InterruptedException {
    try {
      with.open().get(CONNECT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      progress.accept("Not all connections stand yet; the load begins without them.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("An event loop failed.", e.getCause());
    }
  }

  private void fill(Crew with) throws BenchException, InterruptedException {
    long keys = plan.load().keys();
    long start = clock.nanos();
    watch.begin(start);
    List<Tally> ended = watch.result(with.fill(start), plan.wire().timeout(), "fill");
    Report.Load filled = Tally.sum(ended, 1);
    if (filled.answered() < keys) {
      progress.accept(
          "The fill wrote " + filled.answered() + " of " + keys + " keys: " + filled.errors());
    }
  }

  private Report measure() throws BenchException, InterruptedException {
    LoadPlan load = plan.load();
    List<String> shards =
        plan.stream().isEmpty()
            ? List.of()
            : new StreamShards(plan, new ControlClient(plan.wire(), time)).latest();
    long start = clock.nanos() + LEAD_NANOS;
    long from = start + load.warmUp().toNanos();
    long to = from + load.duration().toNanos();
    Window window = new Window(from, to);
    CompletableFuture<List<Tally>> tallies =
        crew.load(load.pace(), load.requests().mix(), start, window);
    List<StreamProbe> readers =
        plan.stream().map(of -> new StreamProbe(plan, of, window, time, clock)).stream().toList();
    List<CompletableFuture<Report.Lag>> records =
        readers.stream().map(reader -> reader.run(shards, start, to)).toList();
    List<ProbeWorker> probes =
        plan.probe().map(probing -> probe(probing, start, window)).stream().toList();
    probes.forEach(watch::over);
    List<CompletableFuture<Report.Lag>> lags = probes.stream().map(ProbeWorker::run).toList();
    watch.begin(start);
    watch.until(from, "warm-up");
    cpu.start();
    server.start();
    watch.until(to, "");
    Report.ClientCost cost = cpu.cost();
    Optional<Report.ServerCost> serverCost = server.cost();
    Duration patience = patience();
    List<Tally> ended = watch.result(tallies, patience, "last replies");
    Optional<Report.Lag> lag = Optional.empty();
    if (!lags.isEmpty()) {
      Duration probePatience = plan.probe().orElseThrow().timeout().plus(patience);
      lag = Optional.of(watch.result(lags.getFirst(), probePatience, "last probes"));
    }
    probes.forEach(ProbeWorker::stop);
    Optional<Report.Lag> stream = Optional.empty();
    if (!records.isEmpty()) {
      Duration readerPatience = plan.stream().orElseThrow().timeout().plus(patience);
      stream = Optional.of(watch.result(records.getFirst(), readerPatience, "last records"));
    }
    readers.forEach(StreamProbe::close);
    double seconds = load.duration().toNanos() / NANOS_PER_SECOND;
    return new Report(
        plan, seconds, Tally.sum(ended, seconds), cost, serverCost, lag, stream, List.of());
  }

  private Duration patience() {
    return plan.wire().timeout().plus(GRACE);
  }

  private ProbeWorker probe(ProbePlan probing, long start, Window window) {
    EventLoop loop = loops.all().getFirst();
    Instant now = time.instant();
    // Microseconds since 1970 fit the stamp's sixteen digits until 2286.
    long stampBase = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    LagProbes probes =
        new LagProbes(
            new OpenLoopPacer(start, window.endNanos(), probing.perSecond(), 0, 1),
            window,
            probing.inFlight(),
            probing.timeout().toNanos(),
            stampBase);
    return new ProbeWorker(
        plan,
        probing,
        PROBE_KEYS,
        probes,
        connector(loop, plan.target()),
        connector(loop, probing.remote()),
        time,
        clock);
  }

  @Override
  public void close() {
    crew.stop();
    other.ifPresent(Crew::stop);
    loops.close();
  }
}
