package dev.pangaea.simulator.main;

import dev.pangaea.simulator.lag.Figure;
import dev.pangaea.simulator.lag.Hold;
import dev.pangaea.simulator.lag.LagJson;
import dev.pangaea.simulator.lag.LagText;
import dev.pangaea.simulator.lag.RouteStanding;
import dev.pangaea.simulator.lag.Survey;
import dev.pangaea.simulator.lag.http.Surveyor;
import dev.pangaea.simulator.terminal.Room;
import dev.pangaea.simulator.terminal.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code pangaea lag}: how far behind each other regions are, second by second. */
@Command(
    name = "lag",
    description = {
      "Shows how far behind each table is on each link, once a second: the lag of what arrived in the last ten seconds,"
          + " staleness (all that was written longer ago is visible), the records that wait, and up to when all is"
          + " visible. Staleness and backlog rise while a link is cut; the lag says nothing then, since nothing arrives.",
      "",
      "Exit status: 0; with --until-below 0 when the figure stayed under the bound, 1 when it did not in time; with --once"
          + " 1 when nothing is known; 2 when the command is not understood."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LagCommand implements Callable<Integer> {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOLD = Duration.ofSeconds(5);
  private static final Duration CLOSELY = Duration.ofMillis(250);

  @Spec private CommandSpec spec;

  @Mixin private ObservedRegions regions;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table; may be given several times. Default: all tables of applications.")
  private Set<String> tables = new LinkedHashSet<>();

  @Option(names = "--json", description = "One JSON object on a line, once a second.")
  private boolean json;

  @Option(names = "--once", description = "Looks once.")
  private boolean once;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Ends after that time; with --until-below how long the figure has to stay below (default: 5s).")
  private Optional<Duration> length = Optional.empty();

  @Option(
      names = "--until-below",
      paramLabel = "BOUND",
      description =
          "Waits until the highest figure of all links and tables stays under this, such as 3s. A process that does not"
              + " answer, or a figure that is not known, is not under it; every two of the regions that hold a table are looked at, both ways. A quiet table is about a second behind.")
  private Optional<String> bound = Optional.empty();

  @Option(
      names = "--of",
      paramLabel = "FIGURE",
      defaultValue = "staleness",
      converter = FigureConverter.class,
      description =
          "Which figure: staleness, lag-p50, lag-p90, lag-p99, lag-max, backlog (its bound is a number of records;"
              + " at rest a heartbeat or two of each partition is among them). Default: ${DEFAULT-VALUE}.")
  private Figure figure = Figure.STALENESS;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long --until-below waits in all. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Override
  public Integer call() {
    if (once && (bound.isPresent() || length.isPresent())) {
      throw fault("--once goes with neither --for nor --until-below");
    }
    Optional<Double> under = bound.map(this::bound);
    try (Surveyor surveyor = regions.surveyor(spec.commandLine())) {
      Screen screen = new Screen(spec.commandLine().getOut());
      return once
          ? once(surveyor, screen)
          : under
              .map(each -> untilBelow(each, surveyor, screen))
              .orElseGet(() -> watch(surveyor, screen));
    }
  }

  private int once(Surveyor surveyor, Screen screen) {
    Survey survey = surveyor.look();
    show(survey, screen);
    return survey.routes(tables).stream().allMatch(route -> route.stalenessMillis().isEmpty())
        ? 1
        : 0;
  }

  private int watch(Surveyor surveyor, Screen screen) {
    long began = System.nanoTime();
    long end = length.map(each -> began + each.toNanos()).orElse(Long.MAX_VALUE);
    for (long due = began; due - end < 0 || length.isEmpty(); due = next(due, SECOND)) {
      sleepUntil(due);
      Survey survey = surveyor.look();
      show(survey, screen);
    }
    return 0;
  }

  private int untilBelow(double under, Surveyor surveyor, Screen screen) {
    long began = System.nanoTime();
    Duration hold = length.orElse(HOLD);
    Hold decision = new Hold(under, hold.toMillis(), 0, timeout.toMillis());
    long shown = began - SECOND.toNanos();
    for (long due = began; ; due = next(due, CLOSELY)) {
      sleepUntil(due);
      Survey survey = surveyor.look();
      long now = System.nanoTime();
      if (now - shown >= SECOND.toNanos()) {
        show(survey, screen);
        shown = now;
      }
      OptionalDouble worst = survey.worst(figure, tables);
      switch (decision.look((now - began) / 1_000_000, worst)) {
        case Hold.Verdict.Open() -> {}
        case Hold.Verdict.Held(double highest, long after) -> {
          say(
              "%s stayed under %s for %s (at most %s), %s after the start"
                  .formatted(
                      figure,
                      figure.show(under),
                      Figure.STALENESS.show(hold.toMillis()),
                      figure.show(highest),
                      Figure.STALENESS.show(after)));
          return 0;
        }
        case Hold.Verdict.TooLate() -> {
          say(
              "%s did not stay under %s for %s within %s; it is %s now"
                  .formatted(
                      figure,
                      figure.show(under),
                      Figure.STALENESS.show(hold.toMillis()),
                      Figure.STALENESS.show(timeout.toMillis()),
                      worst.isPresent() ? figure.show(worst.getAsDouble()) : "not known"));
          return 1;
        }
      }
    }
  }

  private void show(Survey survey, Screen screen) {
    List<RouteStanding> routes = survey.routes(tables);
    if (json) {
      screen.line(LagJson.of(survey, routes));
    } else if (once) {
      LagText.table(survey, tables).forEach(screen::line);
    } else if (screen.isTerminal()) {
      Room room = screen.room();
      screen.page(LagText.table(survey, tables, room.columns(), room.rows()));
    } else {
      routes.forEach(route -> screen.line(LagText.line(survey.atMillis(), route)));
      LagText.asides(survey, tables).forEach(screen::line);
    }
  }

  /** What a script's log is to say of its end; objects stay alone on standard output. */
  private void say(String sentence) {
    PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(sentence);
    to.flush();
  }

  private double bound(String text) {
    try {
      double value =
          figure.isTime()
              ? new DurationConverter().convert(text).toMillis()
              : Long.parseUnsignedLong(text);
      if (value > 0) {
        return value;
      }
    } catch (TypeConversionException wrong) {
      throw fault("--until-below: " + wrong.getMessage());
    } catch (NumberFormatException wrong) {
      throw fault("--until-below: '" + text + "' is not a number of records");
    }
    throw fault("--until-below: nothing is under 0");
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What was missed while a look waited is not made up for. */
  private static long next(long due, Duration step) {
    long now = System.nanoTime();
    return due + step.toNanos() - now < 0 ? now : due + step.toNanos();
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
