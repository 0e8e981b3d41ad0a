package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.UnreadableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path is answered by whom, and what failures look like. */
final class ConsoleRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);
  private static final String ASSETS = "/assets/";
  private static final String LINKS = "/api/links/";

  /** What goes on until the page leaves. */
  private static final Set<String> STREAMS = Set.of("/api/events", "/api/records");

  private final PageFiles files = new PageFiles();
  private final Shown shown;
  private final LinkActions links;
  private final ItemActions items;
  private final TableList tables;
  private final ConflictActions conflicts;
  private final LoadActions load;
  private final RecordRelay records;
  private final Regions regions;

  ConsoleRoutes(
      Shown shown,
      Regions regions,
      LinkActions links,
      ItemActions items,
      TableList tables,
      ConflictActions conflicts,
      LoadActions load,
      RecordRelay records) {
    this.shown = shown;
    this.regions = regions;
    this.links = links;
    this.items = items;
    this.tables = tables;
    this.conflicts = conflicts;
    this.load = load;
    this.records = records;
  }

  void answer(Vertx vertx, HttpServerRequest request) {
    String path = request.path();
    boolean reads = Guard.reads(request);
    if (reads && path.equals("/")) {
      file(vertx, request.response(), "index.html");
    } else if (reads && path.startsWith(ASSETS)) {
      file(vertx, request.response(), path.substring(ASSETS.length()));
    } else if (request.method() == HttpMethod.HEAD && STREAMS.contains(path)) {
      request.response().putHeader("Content-Type", EventStreams.TYPE).end();
    } else if (reads) {
      read(request);
    } else if (request.method() == HttpMethod.POST && path.startsWith(LINKS)) {
      steer(request, path.substring(LINKS.length()));
    } else {
      change(request);
    }
  }

  private void read(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/api/config" -> now(response, shown::config);
      case "/api/history" -> now(response, shown::history);
      case "/api/events" -> shown.listen(response);
      case "/api/tables" -> reply(response, tables::all);
      case "/api/items" ->
          reply(
              response,
              () ->
                  items.page(
                      needed(request, "table"),
                      needed(request, "region"),
                      limit(request),
                      parameter(request, "after"),
                      parameter(request, "index")));
      case "/api/item" ->
          reply(response, () -> items.everywhere(needed(request, "table"), needed(request, "key")));
      case "/api/conflicts" -> reply(response, () -> conflicts.newest(needed(request, "table")));
      case "/api/records" -> records(request);
      default -> Replies.refuse(response, 404, "there is nothing at " + request.path());
    }
  }

  private void change(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.method() + " " + request.path()) {
      case "POST /api/item" -> told(request, items::put);
      case "POST /api/item/delete" -> told(request, items::delete);
      case "POST /api/conflict" -> told(request, conflicts::make);
      case "POST /api/conflicts/restore" -> told(request, conflicts::restore);
      case "POST /api/partitions" -> told(request, links::part);
      case "POST /api/heal" -> reply(response, links::healAll);
      case "POST /api/scenario" ->
          Bodies.text(request)
              .onSuccess(text -> reply(response, () -> links.startScenario(text)))
              .onFailure(failure -> refuse(response, failure));
      case "DELETE /api/scenario" -> reply(response, links::stopScenario);
      case "POST /api/load" -> told(request, load::start);
      case "DELETE /api/load" -> reply(response, load::stop);
      default -> Replies.refuse(response, 404, "there is nothing at " + request.path());
    }
  }

  /** {@code NAME}, {@code NAME/cut} or {@code NAME/heal}. */
  private void steer(HttpServerRequest request, String rest) {
    HttpServerResponse response = request.response();
    if (rest.endsWith("/cut")) {
      reply(response, () -> links.cut(before("/cut", rest)));
    } else if (rest.endsWith("/heal")) {
      reply(response, () -> links.heal(before("/heal", rest)));
    } else {
      told(request, wanted -> links.shape(before("", rest), wanted));
    }
  }

  /** The name in a path, where a plus is a plus. */
  private static String before(String end, String rest) {
    String name = rest.substring(0, rest.length() - end.length());
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void records(HttpServerRequest request) {
    try {
      records.open(
          regions.region(needed(request, "region")),
          needed(request, "table"),
          Boolean.parseBoolean(request.getParam("heartbeats")),
          request.response());
    } catch (RefusedException refused) {
      refuse(request.response(), refused);
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
        .onFailure(failure -> refuse(response, failure));
  }

  private static void now(HttpServerResponse response, Supplier<ObjectNode> answer) {
    reply(response, () -> Future.succeededFuture(answer.get()));
  }

  /** With the object that the body is; an empty one for none. */
  private static void told(
      HttpServerRequest request, Function<ObjectNode, Future<JsonNode>> action) {
    HttpServerResponse response = request.response();
    Bodies.text(request)
        .onSuccess(
            text ->
                reply(
                    response, () -> action.apply(text.isBlank() ? Json.object() : Json.read(text))))
        .onFailure(failure -> refuse(response, failure));
  }

  private static void reply(
      HttpServerResponse response, Supplier<Future<? extends JsonNode>> action) {
    try {
      action
          .get()
          .onSuccess(json -> Replies.json(response, json))
          .onFailure(failure -> refuse(response, failure));
    } catch (RuntimeException failure) {
      refuse(response, failure);
    }
  }

  private static void refuse(HttpServerResponse response, Throwable failure) {
    switch (failure) {
      case RefusedException refused ->
          Replies.refuse(response, refused.status(), refused.getMessage());
      case UnreadableException unreadable -> Replies.refuse(response, 400, unreadable.getMessage());
      case IllegalArgumentException wrong -> Replies.refuse(response, 400, wrong.getMessage());
      case Throwable other -> {
        LOG.error("a page's request failed", other);
        Replies.refuse(response, 500, "this failed; the console's log says why");
      }
    }
  }

  private static String needed(HttpServerRequest request, String name) {
    return parameter(request, name)
        .orElseThrow(() -> new RefusedException(400, "say which " + name));
  }

  private static Optional<String> parameter(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isEmpty());
  }

  private static OptionalInt limit(HttpServerRequest request) {
    try {
      return parameter(request, "limit").stream().mapToInt(Integer::parseInt).findAny();
    } catch (NumberFormatException wrong) {
      throw new RefusedException(400, "limit is no number");
    }
  }
}
