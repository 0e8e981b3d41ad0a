package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.SnapshotJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which path is answered by whom. */
final class ConsoleRoutes {
  private static final String ASSETS = "/assets/";
  private static final int HISTORY_SECONDS = 3600;

  private final ConsoleSettings settings;
  private final Load load;
  private final EventStreams events;
  private final Supplier<Optional<Snapshot>> latest;
  private final PageFiles files = new PageFiles();

  ConsoleRoutes(
      ConsoleSettings settings,
      Load load,
      EventStreams events,
      Supplier<Optional<Snapshot>> latest) {
    this.settings = settings;
    this.load = load;
    this.events = events;
    this.latest = latest;
  }

  void answer(Vertx vertx, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String path = request.path();
    if (request.method() == HttpMethod.GET && path.equals("/")) {
      file(vertx, response, "index.html");
    } else if (request.method() == HttpMethod.GET && path.startsWith(ASSETS)) {
      file(vertx, response, path.substring(ASSETS.length()));
    } else {
      switch (request.method() + " " + path) {
        case "GET /api/config" -> Replies.json(response, config());
        case "GET /api/events" -> listen(response);
        default -> Replies.refuse(response, 404, "there is nothing at " + path);
      }
    }
  }

  private void file(Vertx vertx, HttpServerResponse response, String path) {
    vertx
        .executeBlocking(() -> files.file(path), false)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    file -> response.putHeader("Content-Type", file.type()).end(file.content()),
                    () -> Replies.refuse(response, 404, "there is no file " + path)))
        .onFailure(_ -> Replies.refuse(response, 500, "this cannot be read"));
  }

  private ObjectNode config() {
    ObjectNode json = Json.object();
    ArrayNode regions =
        Json.array(
            settings.regions(),
            region ->
                Json.object().put("name", region.name()).put("endpoint", region.api().toString()));
    json.set("regions", regions);
    List<Snapshot.Link> links = latest.get().map(Snapshot::links).orElse(List.of());
    json.set(
        "links",
        Json.array(
            links,
            link ->
                Json.object()
                    .put("name", link.name())
                    .put("source", link.source())
                    .put("target", link.target())));
    return json.put("canSteerLinks", settings.linkControl().isPresent())
        .put("canLoad", load.possible())
        .put("historySeconds", HISTORY_SECONDS);
  }

  private void listen(HttpServerResponse response) {
    if (events.full()) {
      Replies.refuse(response, 503, "too many pages listen: close one");
      return;
    }
    events.open(response);
    latest
        .get()
        .ifPresent(snapshot -> EventStreams.send(response, "snapshot", SnapshotJson.of(snapshot)));
  }
}
