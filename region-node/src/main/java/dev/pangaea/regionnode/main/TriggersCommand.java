package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.trigger.json.TriggerText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code triggers}: workers that a region tells of its tables' changes. */
@Command(
    name = "triggers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes, lists, pauses, resumes and deletes triggers, at a region's node.")
public final class TriggersCommand implements Runnable {
  private static final int REFUSED = 1;
  private static final int UNREACHABLE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Option(
      names = "--control",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8101",
      scope = ScopeType.INHERIT,
      description = "The node's control port. Default: ${DEFAULT-VALUE}.")
  private String control = "";

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      sortOptions = false,
      description = "All triggers, or one, and how they stand: a line of JSON for each.")
  int list(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only this one.")
          Optional<String> name) {
    return ask("GET", name.map(TriggersCommand::path).orElse("/triggers"), "");
  }

  @Command(
      name = "create",
      sortOptions = false,
      description = "Has a worker told of a table's changes from now on, over HTTP.")
  int create(
      @Parameters(paramLabel = "NAME", description = "Letters, digits, - and _.") String name,
      @Parameters(paramLabel = "TABLE", description = "One whose stream is on.") String table,
      @Parameters(paramLabel = "URL", description = "Where the worker listens.") String url,
      @Option(names = "--from-start", description = "With what the stream holds already.")
          boolean fromStart,
      @Option(names = "--batch", paramLabel = "N", description = "Records of a call at most: 100.")
          Optional<Long> batch,
      @Option(names = "--window", paramLabel = "MS", description = "How long a batch may gather.")
          Optional<Long> window,
      @Option(names = "--parallel", paramLabel = "N", description = "Calls of a shard at once: 1.")
          Optional<Long> parallel,
      @Option(
              names = "--filter",
              paramLabel = "PATTERN",
              description = "A Lambda event filter; may be given several times.")
          List<String> filters,
      @Option(names = "--retries", paramLabel = "N", description = "At most; else endless.")
          Optional<Long> retries,
      @Option(names = "--max-age", paramLabel = "SECONDS", description = "Of a record; else any.")
          Optional<Long> age,
      @Option(names = "--timeout", paramLabel = "MS", description = "Of a call: 30000.")
          Optional<Long> timeout,
      @Option(names = "--bisect", description = "A failed batch comes again in halves.")
          boolean bisect,
      @Option(names = "--report-failures", description = "The worker says which records failed.")
          boolean reports,
      @Option(names = "--dead-letters", description = "What is given up is kept on a topic.")
          boolean deadLetters) {
    TreeMap<String, String> texts = new TreeMap<>(Map.of("name", name, "table", table, "url", url));
    texts.put("startingPosition", fromStart ? "TRIM_HORIZON" : "LATEST");
    TreeMap<String, Long> numbers = new TreeMap<>();
    batch.ifPresent(value -> numbers.put("batchSize", value));
    window.ifPresent(value -> numbers.put("maximumBatchingWindowMillis", value));
    parallel.ifPresent(value -> numbers.put("parallelizationFactor", value));
    retries.ifPresent(value -> numbers.put("maximumRetryAttempts", value));
    age.ifPresent(value -> numbers.put("maximumRecordAgeInSeconds", value));
    timeout.ifPresent(value -> numbers.put("timeoutMillis", value));
    TreeMap<String, Boolean> flags = new TreeMap<>();
    flags.put("bisectBatchOnFunctionError", bisect);
    flags.put("reportBatchItemFailures", reports);
    flags.put("deadLetters", deadLetters);
    List<String> patterns = filters == null ? List.of() : filters;
    return ask("POST", "/triggers", TriggerText.of(texts, numbers, flags, patterns));
  }

  @Command(name = "delete", sortOptions = false, description = "Ends a trigger.")
  int delete(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return ask("DELETE", path(name), "");
  }

  @Command(name = "pause", sortOptions = false, description = "Has a trigger's worker not called.")
  int pause(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return ask("PATCH", path(name), "{\"enabled\":false}");
  }

  @Command(
      name = "resume",
      sortOptions = false,
      description = "Goes on where a trigger was paused.")
  int resume(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return ask("PATCH", path(name), "{\"enabled\":true}");
  }

  private static String path(String name) {
    return "/triggers/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** Prints what the node answers, as it is. Returns the process's status. */
  private int ask(String method, String path, String body) {
    PrintWriter err = spec.commandLine().getErr();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(control + path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> reply =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean done = reply.statusCode() < 300;
      PrintWriter to = done ? spec.commandLine().getOut() : err;
      to.print(reply.body());
      to.flush();
      return done ? 0 : REFUSED;
    } catch (IOException | IllegalArgumentException unreachable) {
      err.println("no node answers at " + control + ": " + unreachable.getMessage());
      err.flush();
      return UNREACHABLE;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return UNREACHABLE;
    }
  }
}
