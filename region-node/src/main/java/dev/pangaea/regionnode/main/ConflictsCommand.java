package dev.pangaea.regionnode.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code conflicts}: looks into a region's ledger, and restores out of it. */
@Command(
    name = "conflicts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists, shows and restores writes that lost a conflict, at a region's node.")
public final class ConflictsCommand implements Runnable {
  private static final int REFUSED = 1;
  private static final int UNREACHABLE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  /** Prints what the node answers, as it is. Returns the process's status. */
  private int ask(String method, String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    PrintWriter err = spec.commandLine().getErr();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(control + path + query))
              .timeout(PATIENCE)
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<String> reply =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean done = reply.statusCode() == 200;
      if (reply.headers().firstValue("x-pangaea-cut").isPresent()) {
        err.println("there may be more than one answer holds: go on with --before the last one");
        err.flush();
      }
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

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
