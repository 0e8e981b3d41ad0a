package dev.pangaea.regionnode.main;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code conflicts}: looks into a region's ledger, and restores out of it. */
@Command(
    name = "conflicts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists, shows and restores writes that lost a conflict, at a region's node.")
public final class ConflictsCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Mixin private final NodeControl node = new NodeControl(PATIENCE);

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      sortOptions = false,
      description = "A table's conflicts, newest first: a line of JSON for each.")
  int list(
      @Parameters(paramLabel = "TABLE", description = "The table; it may be deleted.") String table,
      @Option(
              names = "--item",
              paramLabel = "KEY",
              description = "Of one item, by its key: PARTITION or PARTITION/SORT.")
          Optional<String> item,
      @Option(names = "--before", paramLabel = "ID", description = "Those before this one.")
          Optional<String> before,
      @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
          Optional<String> limit) {
    TreeMap<String, String> parameters = new TreeMap<>(Map.of("table", table));
    item.ifPresent(key -> parameters.put("item", key));
    before.ifPresent(id -> parameters.put("before", id));
    limit.ifPresent(most -> parameters.put("limit", most));
    return ask("GET", "/conflicts", parameters);
  }

  @Command(
      name = "show",
      sortOptions = false,
      description = "A conflict whole: both writes with their versions and contexts.")
  int show(
      @Parameters(paramLabel = "ID", description = "As list tells it.") String id,
      @Option(names = "--table", paramLabel = "NAME", description = "If it is deleted.")
          Optional<String> table) {
    TreeMap<String, String> parameters = new TreeMap<>();
    table.ifPresent(name -> parameters.put("table", name));
    return ask("GET", "/conflicts/" + id, parameters);
  }

  @Command(
      name = "restore",
      sortOptions = false,
      description = {
        "Writes the loser again, as a new write that all regions get; once, however often asked.",
        "Refused if the item was written since, unless told otherwise."
      })
  int restore(
      @Parameters(paramLabel = "ID", description = "As list tells it.") String id,
      @Option(
              names = "--side",
              paramLabel = "here|arrived",
              description = "This one, not the loser. Needed if the conflict was merged.")
          Optional<String> side,
      @Option(
              names = "--version",
              paramLabel = "VERSION",
              description = "Only if the item is of this version now.")
          Optional<String> version,
      @Option(names = "--overwrite", description = "Whatever the item is now.") boolean overwrite) {
    TreeMap<String, String> parameters = new TreeMap<>();
    side.ifPresent(name -> parameters.put("side", name));
    version.ifPresent(text -> parameters.put("version", text));
    if (overwrite) {
      parameters.put("overwrite", "true");
    }
    return ask("POST", "/conflicts/" + id + "/restore", parameters);
  }

  private int ask(String method, String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    return node.ask(method, path + query, "", this::tellIfCut);
  }

  private void tellIfCut(HttpHeaders headers) {
    if (headers.firstValue("x-pangaea-cut").isPresent()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("there may be more than one answer holds: go on with --before the last one");
      err.flush();
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
