package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.http.NoAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/**
 * A page that nodes show to people on their control ports.
 *
 * @param headed whether its first line is the same of every node
 */
record ControlPage(String path, boolean headed) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FAILED = 2;
  private static final int OK = 200;

  ControlPage(String path) {
    this(path, true);
  }

  /** One without a heading. */
  static ControlPage withoutHeading(String path) {
    return new ControlPage(path, false);
  }

  /** Prints the page of each region, with the heading of the first one only. */
  int print(Map<String, URI> regions, CommandLine commandLine) {
    PrintWriter out = commandLine.getOut();
    int status = 0;
    boolean told = false;
    try (HttpClient client = Http1.builder().connectTimeout(PATIENCE).build()) {
      for (Map.Entry<String, URI> region : regions.entrySet()) {
        try {
          String page = page(client, region.getValue());
          out.print(headed && told ? page.substring(page.indexOf('\n') + 1) : page);
          told = true;
        } catch (IOException failure) {
          commandLine
              .getErr()
              .println(
                  "%s does not answer: %s".formatted(region.getKey(), NoAnswer.reason(failure)));
          status = FAILED;
        }
      }
    }
    out.flush();
    return status;
  }

  private String page(HttpClient client, URI node) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException(response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }
}
