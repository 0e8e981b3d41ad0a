package dev.pangaea.simulator.main;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.ScenarioClient;
import dev.pangaea.simulator.lag.http.Surveyor;
import dev.pangaea.simulator.lag.measure.Faults;
import dev.pangaea.simulator.lag.measure.MeasurePlan;
import dev.pangaea.simulator.lag.measure.Measurement;
import dev.pangaea.simulator.lag.measure.ScenarioFaults;
import dev.pangaea.simulator.lag.report.LagRun;
import dev.pangaea.simulator.lag.report.ReportHtml;
import dev.pangaea.simulator.lag.report.RunLog;
import dev.pangaea.simulator.workload.http.BenchException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pangaea lag-report}: measures lag while a scenario runs, and writes it down as a page. */
@Command(
    name = "lag-report",
    description = {
      "Runs a scenario and measures lag from outside meanwhile: items are written in each region at due times, and looked for"
          + " in the others until they are there. Writes one page of HTML, and beside it the HdrHistogram log (.hlog)."
          + " With --compare it shows two such runs beside each other instead.",
      "",
      "Ctrl-C ends the scenario too: flapping ends, cuts and delays stay.",
      "",
      "Exit status: 0; 1 when it could not be measured, or some probe never saw its write; 2 when the command is not"
          + " understood."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LagReportCommand implements Callable<Integer> {
  private static final String LOG_LEVEL = "pangaea.log.usual";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description =
          "What is done to links; see pangaea scenario. Without it, nothing is for --for.")
  private Optional<Path> scenario = Optional.empty();

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "FILE",
      description = "Two logs or pages that this command wrote.")
  private List<Path> compared = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "lag-report.html",
      description = "Where the page is written. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Option(
      names = "--endpoint",
      paramLabel = "NAME=URL",
      description =
          "A region's API, without TLS; once for each region. Default: those of the demo.")
  private Map<String, URI> endpoints = new LinkedHashMap<>();

  @Mixin private ObservedRegions regions;

  @Option(
      names = "--links",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8474/",
      converter = HttpAddressConverter.class,
      description = "The control of the links. Default: ${DEFAULT-VALUE}.")
  private URI links = URI.create("");

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "demo",
      description =
          "A global table whose key is the text \"pk\"; probes leave some hundred small items there. Default:"
              + " ${DEFAULT-VALUE}.")
  private String table = "";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "A load of so many writes per second in each region. Default: none.")
  private Optional<Long> rate = Optional.empty();

  @Option(
      names = "--item-bytes",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Size of the load's items. Default: ${DEFAULT-VALUE}.")
  private int itemBytes;

  @Option(
      names = "--probe-rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "Probes per second in each direction. Default: ${DEFAULT-VALUE}.")
  private long probeRate;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long it goes on after the scenario. Default: ${DEFAULT-VALUE}.")
  private Duration settle = Duration.ZERO;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long it measures without a scenario. Default: ${DEFAULT-VALUE}.")
  private Duration length = Duration.ZERO;

  @Override
  public Integer call() throws InterruptedException {
    System.setProperty(LOG_LEVEL, "OFF");
    checkOut();
    endpoints.forEach(
        (region, address) -> ObservedRegions.check(spec.commandLine(), region, address));
    try {
      return compared.isEmpty() ? measure() : compare();
    } catch (NoSuchFileException missing) {
      return fail("there is no file " + missing.getMessage());
    } catch (MalformedInputException noText) {
      return fail("a file is no text");
    } catch (IOException | BenchException failure) {
      return fail(failure.getMessage());
    }
  }

  /** A run takes minutes: what keeps it from being written is said before. */
  private void checkOut() {
    Path page = out.toAbsolutePath().normalize();
    if (page.getParent() == null || !Files.isDirectory(page.getParent())) {
      throw fault("--out: there is no folder " + page.getParent());
    }
    if (Files.isDirectory(page)) {
      throw fault("--out: " + out + " is a folder");
    }
    if (page.equals(log().toAbsolutePath().normalize())
        || compared.stream().anyMatch(each -> page.equals(each.toAbsolutePath().normalize()))) {
      throw fault("--out: " + out + " is a log's name or a file to compare, and no page's");
    }
  }

  /** Where the log is written, beside the page. */
  private Path log() {
    return out.resolveSibling(stem(out) + ".hlog");
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int compare() throws IOException {
    LagRun one = read(compared.getFirst());
    LagRun other = read(compared.getLast());
    Files.writeString(out, ReportHtml.compare(one, other));
    say("written: " + out);
    return 0;
  }

  private LagRun read(Path file) throws IOException {
    try {
      return ReportHtml.read(Files.readString(file));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private int measure() throws IOException, BenchException, InterruptedException {
    try (HttpCalls calls = new HttpCalls();
        Surveyor surveyor = regions.surveyor(spec.commandLine())) {
      Faults faults = faults(calls);
      Measurement measurement =
          new Measurement(plan(), surveyor, faults, InstantSource.system(), this::say);
      LagRun run;
      try (ShutdownHook _ = ShutdownHook.add(() -> stop(faults))) {
        run = measurement.measure();
      }
      Path log = log();
      Files.writeString(out, ReportHtml.of(run));
      Files.writeString(log, RunLog.write(run));
      say("written: " + out + ", " + log);
      if (measurement.unseen() > 0) {
        return fail(measurement.unseen() + " probes never saw their write");
      }
      return 0;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  /** The process ends while it measures. */
  private void stop(Faults faults) {
    try {
      faults.stop();
    } catch (IOException unreachable) {
      fail("the scenario may go on: " + unreachable);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private MeasurePlan plan() {
    Map<String, URI> apis = new LinkedHashMap<>(endpoints);
    if (apis.isEmpty()) {
      apis.put("us-east-1", URI.create("http://127.0.0.1:8001"));
      apis.put("eu-west-1", URI.create("http://127.0.0.1:8002"));
    }
    return new MeasurePlan(
        scenario.map(LagReportCommand::stem).orElse("no faults"),
        apis,
        table,
        probeRate,
        rate.map(OptionalLong::of).orElse(OptionalLong.empty()),
        itemBytes,
        scenario.isPresent() ? settle : Duration.ZERO);
  }

  private Faults faults(HttpCalls calls) throws IOException {
    if (scenario.isEmpty()) {
      return Faults.none(length);
    }
    return new ScenarioFaults(
        new ScenarioClient(calls, links), stem(scenario.get()), Files.readString(scenario.get()));
  }

  /** A file's name without what is behind its last dot. */
  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private int fail(String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
