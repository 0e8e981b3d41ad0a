package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.http.NoAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The node that a command and its subcommands ask, by its control port. */
final class NodeControl {
  private static final int REFUSED = 1;
  private static final int UNREACHABLE = 2;
  private static final int SUCCESS_MAX = 299;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final Duration patience;

  @Option(
      names = "--control",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8101",
      scope = ScopeType.INHERIT,
      description = "The node's control port. Default: ${DEFAULT-VALUE}.")
  private String url = "";

  /**
   * @param patience how long an answer may take
   */
  NodeControl(Duration patience) {
    this.patience = patience;
  }

  /** Prints what the node answers, as it is. Returns the process's status. */
  int ask(String method, String path, String json) {
    return ask(method, path, json, headers -> {});
  }

  /**
   * The same, after something has been said of the answer's headers.
   *
   * @param json nothing if it is empty
   */
  int ask(String method, String path, String json, Consumer<HttpHeaders> beside) {
    PrintWriter err = spec.commandLine().getErr();
    try (HttpClient client = Http1.client()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(patience)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(json))
              .build();
      HttpResponse<String> reply =
          client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      beside.accept(reply.headers());
      boolean done = reply.statusCode() <= SUCCESS_MAX;
      PrintWriter to = done ? spec.commandLine().getOut() : err;
      to.print(reply.body());
      to.flush();
      return done ? 0 : REFUSED;
    } catch (IOException | IllegalArgumentException unreachable) {
      err.println("no node answers at " + url + ": " + NoAnswer.reason(unreachable));
      err.flush();
      return UNREACHABLE;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return UNREACHABLE;
    }
  }
}
