package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.trigger.json.TriggerText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code triggers}: workers that a region tells of its tables' changes. */
@Command(
    name = "triggers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes, lists, pauses, resumes and deletes triggers, at a region's node.")
public final class TriggersCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Mixin private final NodeControl node = new NodeControl(PATIENCE);

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
    return node.ask("GET", name.map(TriggersCommand::path).orElse("/triggers"), "");
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
    return node.ask("POST", "/triggers", TriggerText.of(texts, numbers, flags, patterns));
  }

  @Command(name = "delete", sortOptions = false, description = "Ends a trigger.")
  int delete(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return node.ask("DELETE", path(name), "");
  }

  @Command(name = "pause", sortOptions = false, description = "Has a trigger's worker not called.")
  int pause(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return node.ask("PATCH", path(name), "{\"enabled\":false}");
  }

  @Command(
      name = "resume",
      sortOptions = false,
      description = "Goes on where a trigger was paused.")
  int resume(@Parameters(paramLabel = "NAME", description = "As list tells it.") String name) {
    return node.ask("PATCH", path(name), "{\"enabled\":true}");
  }

  private static String path(String name) {
    return "/triggers/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
