package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.lag.report.Interval;
import dev.pangaea.simulator.lag.report.LagRun;
import dev.pangaea.simulator.lag.report.Look;
import dev.pangaea.simulator.lag.report.Mark;
import dev.pangaea.simulator.lag.report.RunLog;
import dev.pangaea.simulator.main.LagReportCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A measurement of the demo, with a cut in its midst. */
@InThisProcess
class LagReportIT {
  private static final String LINK = US + "-to-" + EU;

  /** Of three seconds; a probe is due every 200 ms. */
  private static final String SCENARIO =
      """
      at 2s cut us-east-1 eu-west-1
      at 5s heal
      at 6s reset
      """;

  private static final long WAITED_MILLIS = 2_500;

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void everyWriteThatWasDueInACutIsInTheReportWithAllOfItsWait() throws Exception {
    Path scenario = Files.writeString(folder.resolve("short-cut.scenario"), SCENARIO);
    Path page = folder.resolve("run.html");
    Path log = folder.resolve("run.hlog");
    try (EmbeddedDemo demo = EmbeddedDemo.start(Files.createDirectory(folder.resolve("demo")))) {
      assertThat(run(options(demo, scenario, page))).as(said.toString()).isZero();
    }

    LagRun run = RunLog.read(Files.readString(log));
    assertThat(run.name()).isEqualTo("short-cut");
    assertThat(run.marks())
        .containsExactly(
            new Mark(2, "cut us-east-1 eu-west-1"), new Mark(5, "heal"), new Mark(6, "reset"));
    assertThat(run.lags()).containsOnlyKeys(LINK, EU + "-to-" + US);
    List<Interval> lags = run.lags().get(LINK);
    assertThat(lags.stream().mapToLong(each -> each.nanos().getTotalCount()).sum())
        .as("every probe that was due, five in a second, for ten seconds")
        .isEqualTo(50);
    assertThat(lags.stream().mapToLong(each -> each.nanos().getMaxValue()).max().orElse(0))
        .as("the write that waited longest")
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(WAITED_MILLIS));
    assertThat(run.looks().get(LINK).stream().mapToLong(LagReportIT::staleness).max().orElse(0))
        .isGreaterThan(WAITED_MILLIS - 500);
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

  private static List<String> options(EmbeddedDemo demo, Path scenario, Path page) {
    List<String> options = new ArrayList<>();
    options.add(scenario.toString());
    options.addAll(List.of("--settle", "4s", "--rate", "50", "--out", page.toString()));
    options.addAll(List.of("--links", demo.links().toString()));
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
