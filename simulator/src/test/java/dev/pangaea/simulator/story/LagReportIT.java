package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.lag.report.Interval;
import dev.pangaea.simulator.lag.report.LagRun;
import dev.pangaea.simulator.lag.report.Look;
import dev.pangaea.simulator.lag.report.RunLog;
import dev.pangaea.simulator.main.LagReportCommand;
import dev.pangaea.simulator.processes.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A measurement of the demo, with a cut in its midst. */
class LagReportIT {
  private static final String LINK = US + "-to-" + EU;
  private static final long CUT_MILLIS = 2_000;
  private static final String SECONDS = "12s";

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void everyWriteThatWasDueInACutIsInTheReportWithAllOfItsWait() throws Exception {
    Path page = folder.resolve("run.html");
    Path log = folder.resolve("run.hlog");
    try (EmbeddedDemo demo = EmbeddedDemo.start(Files.createDirectory(folder.resolve("demo")))) {
      CompletableFuture<Integer> measured =
          CompletableFuture.supplyAsync(() -> run(options(demo, page)));
      Await.until("it measures", SOON, () -> said.toString().contains("measuring for"));
      demo.cut();
      Await.until(
          "the cut lasts",
          SOON,
          () -> demo.replication(EU).get("stalenessMillis").asLong() > CUT_MILLIS);
      demo.heal();
      assertThat(measured.get(SOON.toSeconds(), TimeUnit.SECONDS)).as(said.toString()).isZero();
    }

    LagRun run = RunLog.read(Files.readString(log));
    assertThat(run.lags()).containsOnlyKeys(LINK, EU + "-to-" + US);
    List<Interval> lags = run.lags().get(LINK);
    assertThat(lags.stream().mapToLong(each -> each.nanos().getTotalCount()).sum())
        .as("every probe that was due, five in a second")
        .isEqualTo(60);
    assertThat(lags.stream().mapToLong(each -> each.nanos().getMaxValue()).max().orElse(0))
        .as("the write that waited longest")
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(CUT_MILLIS - 1_000));
    assertThat(run.looks().get(LINK).stream().mapToLong(LagReportIT::staleness).max().orElse(0))
        .isGreaterThan(CUT_MILLIS - 1_000);
    assertThat(run.facts()).containsEntry("requests of probes that failed", "0");
    assertThat(Files.readString(page)).contains("Lag by percentile", "us-east-1 → eu-west-1");

    Path both = folder.resolve("both.html");
    assertThat(run(List.of("--compare", page.toString(), log.toString(), "--out", both.toString())))
        .as(said.toString())
        .isZero();
    assertThat(Files.readString(both)).contains("<td>A " + LINK, "<td>B " + LINK);
  }

  private static long staleness(Look look) {
    return look.stalenessMillis().orElse(0);
  }

  private static List<String> options(EmbeddedDemo demo, Path page) {
    List<String> options =
        new ArrayList<>(List.of("--for", SECONDS, "--rate", "50", "--out", page.toString()));
    for (String region : List.of(US, EU)) {
      options.add("--region");
      options.add(region + "=http://127.0.0.1:" + demo.region(region).node().controlPort());
      options.add("--replicator");
      options.add(region + "=http://127.0.0.1:" + demo.region(region).replicator().httpPort());
      options.add("--endpoint");
      options.add(region + "=http://127.0.0.1:" + demo.region(region).node().apiPort());
    }
    return options;
  }

  private int run(List<String> options) {
    PrintWriter printer = new PrintWriter(said, true);
    return new CommandLine(new LagReportCommand())
        .setOut(printer)
        .setErr(printer)
        .execute(options.toArray(String[]::new));
  }
}
