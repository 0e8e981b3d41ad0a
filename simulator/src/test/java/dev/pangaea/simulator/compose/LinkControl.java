package dev.pangaea.simulator.compose;

import dev.pangaea.regionnode.http.Http1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The control of the links, as a user of curl has it. */
record LinkControl(URI control) {
  private static final HttpClient CLIENT = Http1.client();

  void cut(String one, String other) {
    String regions = "{\"regions\": [\"%s\", \"%s\"]}".formatted(one, other);
    send(HttpRequest.newBuilder(partitions()).POST(BodyPublishers.ofString(regions)).build());
  }

  void healAll() {
    send(HttpRequest.newBuilder(partitions()).DELETE().build());
  }

  private URI partitions() {
    return control.resolve("/partitions");
  }

  private static void send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
