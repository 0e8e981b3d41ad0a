package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.http.Bench;
import dev.pangaea.simulator.workload.http.BenchException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The load of every region, each on a thread of its own. */
final class Loads {
  private final MeasurePlan plan;
  private final InstantSource time;
  private final Map<String, CompletableFuture<Report>> running = new LinkedHashMap<>();

  Loads(MeasurePlan plan, InstantSource time) {
    this.plan = plan;
    this.time = time;
  }

  void begin(Duration length) {
    if (plan.loadPerSecond().isPresent()) {
      for (String region : plan.endpoints().keySet()) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        Thread.ofPlatform()
            .daemon()
            .name("load-" + region)
            .start(() -> load(region, length, report));
        running.put(region, report);
      }
    }
  }

  private void load(String region, Duration length, CompletableFuture<Report> report) {
    try (Bench bench =
        new Bench(
            BenchPlans.loading(plan, region, plan.loadPerSecond().getAsLong(), length),
            time,
            line -> {})) {
      report.complete(bench.run());
    } catch (BenchException | InterruptedException | RuntimeException failure) {
      report.completeExceptionally(failure);
    }
  }

  /** Waits for the last reply, and tells of each load how it went. */
  Map<String, String> end() {
    Map<String, String> facts = new LinkedHashMap<>();
    running.forEach((region, report) -> facts.put("load in " + region, words(report)));
    return facts;
  }

  private static String words(CompletableFuture<Report> report) {
    try {
      Report.Load load = report.join().load();
      return String.format(
          Locale.ROOT,
          "%,.0f writes/s, reply p50 %.1f ms, p99 %.1f ms, %,d failed",
          load.perSecond(),
          load.of(Operation.PUT).latency().p50(),
          load.of(Operation.PUT).latency().p99(),
          load.ended() - load.answered());
    } catch (CompletionException failure) {
      return "failed: " + failure.getCause().getMessage();
    }
  }
}
