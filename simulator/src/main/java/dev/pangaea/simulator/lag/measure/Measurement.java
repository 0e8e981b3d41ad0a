package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.lag.RouteStanding;
import dev.pangaea.simulator.lag.Survey;
import dev.pangaea.simulator.lag.http.Surveyor;
import dev.pangaea.simulator.lag.measure.MeasurePlan.Direction;
import dev.pangaea.simulator.lag.report.LagRun;
import dev.pangaea.simulator.lag.report.Mark;
import dev.pangaea.simulator.lag.report.Recorder;
import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.http.BenchException;
import dev.pangaea.simulator.workload.http.ProbeRun;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One measurement: warms up, begins probes, load and faults together, looks twice a second at what
 * regions say, and waits for the last probe. Blocks its caller.
 */
public final class Measurement {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(60);

  private final MeasurePlan plan;
  private final Surveyor surveyor;
  private final Faults faults;
  private final InstantSource time;
  private final Consumer<String> progress;
  private final Recorder recorder = new Recorder();
  private final Loads loads;
  private long unseen;
  private long errors;

  /**
   * @param progress told what happens, a line each
   */
  public Measurement(
      MeasurePlan plan,
      Surveyor surveyor,
      Faults faults,
      InstantSource time,
      Consumer<String> progress) {
    this.plan = plan;
    this.surveyor = surveyor;
    this.faults = faults;
    this.time = time;
    this.progress = progress;
    this.loads = new Loads(plan, time);
  }

  /** How many probes never saw their write. */
  public long unseen() {
    return unseen;
  }

  /**
   * @throws IllegalArgumentException if the plan does not fit the length of the faults; nothing is
   *     done then
   */
  public LagRun measure() throws BenchException, IOException, InterruptedException {
    plan.probes(faults.length().plus(plan.settle()));
    progress.accept("warming up for " + WARM_UP.toSeconds() + " s");
    warmUp();
    long begin = System.nanoTime();
    long beganMillis = time.millis();
    Duration length = faults.begin().plus(plan.settle());
    List<ProbeRun> probes = new ArrayList<>();
    try {
      for (Direction direction : plan.directions()) {
        ProbeRun run = probes(direction, length, "probe-", recorder);
        probes.add(run);
        run.start(length);
      }
      loads.begin(length);
      progress.accept("measuring for " + length.toSeconds() + " s");
      watch(begin, length);
      progress.accept("waiting for the last probes");
      for (ProbeRun run : probes) {
        Report.Lag lag = run.await(length.plus(PROBE_PATIENCE).multipliedBy(2));
        unseen += lag.timedOut();
        errors += lag.errors().stream().mapToLong(ErrorCounts.Counted::count).sum();
      }
    } catch (BenchException | IOException | InterruptedException | RuntimeException failure) {
      faults.stop();
      throw failure;
    } finally {
      probes.forEach(ProbeRun::close);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("table", plan.table());
    facts.put("probes", plan.probesPerSecond() + " writes/s on each link, each until it is seen");
    facts.put("probes that never saw their write", String.format(Locale.ROOT, "%,d", unseen));
    facts.put("requests of probes that failed", String.format(Locale.ROOT, "%,d", errors));
    facts.putAll(loads.end());
    return recorder.run(plan.name(), beganMillis, facts);
  }

  /** The first requests of a process tell of its compiler, not of lag. */
  private void warmUp() throws BenchException, InterruptedException {
    List<ProbeRun> probes = new ArrayList<>();
    try {
      for (Direction direction : plan.directions()) {
        ProbeRun run = probes(direction, WARM_UP, "warm-", new Recorder());
        probes.add(run);
        run.prepare();
        run.start(WARM_UP);
      }
      for (ProbeRun run : probes) {
        run.await(WARM_UP.plus(PROBE_PATIENCE.multipliedBy(2)));
      }
    } finally {
      probes.forEach(ProbeRun::close);
    }
  }

  private ProbeRun probes(Direction direction, Duration length, String prefix, Recorder into) {
    String link = Recorder.link(direction.source(), direction.target());
    return new ProbeRun(
        BenchPlans.probing(plan, direction, length, length.plus(PROBE_PATIENCE)),
        prefix + plan.directions().indexOf(direction) + "-",
        time,
        end -> into.lag(link, end.dueNanos(), end.lagNanos()));
  }

  private void watch(long begin, Duration length) throws IOException, InterruptedException {
    for (long due = begin; due - begin < length.toNanos(); due = next(due)) {
      sleepUntil(due);
      Survey survey = surveyor.look();
      List<RouteStanding> routes = survey.routes(Set.of(plan.table()));
      recorder.look((System.nanoTime() - begin) / 1e9, routes);
      for (Mark mark : faults.news()) {
        recorder.mark(mark);
        progress.accept(String.format(Locale.ROOT, "%6.1f s  %s", mark.atSeconds(), mark.text()));
      }
    }
  }

  /** Looks that were missed while one waited are not made up for. */
  private static long next(long due) {
    long now = System.nanoTime();
    return due + LOOK.toNanos() - now < 0 ? now : due + LOOK.toNanos();
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
