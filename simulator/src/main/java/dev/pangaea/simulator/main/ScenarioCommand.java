package dev.pangaea.simulator.main;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.ScenarioClient;
import dev.pangaea.simulator.client.ScenarioClient.RefusedException;
import dev.pangaea.simulator.client.ScenarioClient.Standing;
import dev.pangaea.simulator.client.ScenarioClient.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pangaea scenario}: runs a scenario against links that run, and tells its steps. */
@Command(
    name = "scenario",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a scenario against links: what is cut, slowed and healed at which second, a step a line. Prints each step"
          + " as it is taken. Ctrl-C stops it: flapping ends, cuts and delays stay.",
      "",
      "Exit status: 0 when all steps were taken, 1 when one failed or it was stopped, 2 when the file is no scenario."
    })
public final class ScenarioCommand implements Callable<Integer> {
  private static final int UNDONE = 1;
  private static final int UNREADABLE = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The scenario.")
  private Path file = Path.of("");

  @Option(
      names = "--links",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8474/",
      converter = HttpAddressConverter.class,
      description = "The control of the links. Default: ${DEFAULT-VALUE}, the demo's.")
  private URI links = URI.create("");

  @Override
  public Integer call() throws InterruptedException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException missing) {
      return fail("there is no file " + file, UNREADABLE);
    } catch (MalformedInputException noText) {
      return fail(file + " is no text", UNREADABLE);
    } catch (IOException unreadable) {
      return fail(file + " cannot be read: " + unreadable.getMessage(), UNREADABLE);
    }
    try (HttpCalls calls = new HttpCalls()) {
      return run(new ScenarioClient(calls, links), text);
    } catch (RefusedException refused) {
      return refused.unreadable()
          ? fail(file + ": " + refused.getMessage(), UNREADABLE)
          : fail(refused.getMessage(), UNDONE);
    } catch (IOException unreachable) {
      return fail("links at " + links + ": " + unreachable, UNDONE);
    }
  }

  private int run(ScenarioClient client, String text)
      throws IOException, InterruptedException, RefusedException {
    PrintWriter out = spec.commandLine().getOut();
    String name = file.getFileName().toString().replaceFirst("\\.scenario$", "");
    Standing started = client.start(name, text);
    try (ShutdownHook _ = ShutdownHook.add(() -> stop(client))) {
      out.printf(
          Locale.ROOT,
          "%s: %d steps, %s%n",
          name,
          started.steps().size(),
          seconds(started.totalMillis()));
      out.flush();
      Standing end = client.follow(started, step -> tell(step, out));
      out.printf("%s after %s%n", end.state(), seconds(end.elapsedMillis()));
      out.flush();
      return end.done() ? 0 : UNDONE;
    }
  }

  private static void tell(Step step, PrintWriter out) {
    out.printf(
        "%10s  %s %s%n",
        seconds(step.atMillis()), step.error().isPresent() ? "✗" : "✓", step.text());
    step.error().ifPresent(error -> out.println(" ".repeat(14) + error));
    out.flush();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** The process ends while the scenario runs. */
  private void stop(ScenarioClient client) {
    try {
      client.stop();
      spec.commandLine().getErr().println("stopped; cuts and delays stay as they are");
    } catch (IOException unreachable) {
      spec.commandLine().getErr().println("it may go on: " + unreachable);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    spec.commandLine().getErr().flush();
  }

  private int fail(String message, int status) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
    return status;
  }
}
