package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryCodec;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.QuarantineReader;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.control.TableDigest;
import dev.pangaea.regionnode.table.Intakes;
import dev.pangaea.regionnode.trigger.run.Triggers;
import dev.pangaea.regionnode.verify.RegionView;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control port.
 *
 * <ul>
 *   <li>{@code GET /health}: 200 while every partition is led, 503 otherwise
 *   <li>{@code GET /status}: how the node stands, as JSON
 *   <li>{@code GET /tombstones}: what keeps tombstones, for a person
 *   <li>{@code GET /quarantine}: which changes are kept aside, for a person
 *   <li>{@code GET /metrics}: Prometheus' text format
 *   <li>{@code GET /hot}, {@code GET /hot.json}: which partitions and keys are asked for most
 *   <li>{@code GET /digest?table=NAME}: what the table holds, in a few bytes
 *   <li>{@code GET /items?table=NAME&key=JSON}: what the store holds at a key, tombstones included
 *   <li>{@code GET /records?table=NAME}: the tail of the table's change log, as server-sent events
 *   <li>{@code /conflicts/…}: a table's conflicts, and restoring their losers; see {@link
 *       ConflictRoutes}
 *   <li>{@code /triggers/…}: workers that are told of streams' records; see {@link TriggerRoutes}
 *   <li>{@code GET /replication/intakes?source=REGION}: what to read of that region's logs, from
 *       where
 *   <li>{@code POST /replication/deliveries}: changes of other regions
 *   <li>{@code /verify/…}: what another region is compared by; see {@link VerifyRoutes}
 *   <li>{@code POST /replication/copies}: intakes whose logs cannot be followed from where the
 *       region stands, so that it needs copies; may be said again and again
 * </ul>
 */
public final class ControlServer {
  static final int BODY_BYTES_MAX = 16 << 20;
  private static final String BYTES = "application/octet-stream";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private final Intakes intakes;
  private final DeliveryIntake deliveries;
  private final Consumer<List<Intake>> copies;
  private final QuarantineReader quarantine;
  private final BooleanSupplier ready;
  private final Supplier<NodeStatus> status;
  private final Supplier<String> metrics;
  private final Function<String, Optional<TableDigest>> digests;
  private final VerifyRoutes verify;
  private final ConflictRoutes conflicts;
  private final ItemRoute items;
  private final RecordRoute records;
  private final HotReader hot;
  private Optional<TriggerRoutes> triggers = Optional.empty();

  /**
   * @param ready whether every partition is led; must not block, the others may
   */
  public ControlServer(
      Intakes intakes,
      DeliveryIntake deliveries,
      Consumer<List<Intake>> copies,
      QuarantineReader quarantine,
      BooleanSupplier ready,
      Supplier<NodeStatus> status,
      Supplier<String> metrics,
      Function<String, Optional<TableDigest>> digests,
      RegionView held,
      ConflictDesk conflicts,
      ItemReader items,
      RecordTail records,
      HotReader hot) {
    this.intakes = intakes;
    this.deliveries = deliveries;
    this.copies = copies;
    this.quarantine = quarantine;
    this.ready = ready;
    this.status = status;
    this.metrics = metrics;
    this.digests = digests;
    this.verify = new VerifyRoutes(held);
    this.conflicts = new ConflictRoutes(conflicts);
    this.items = new ItemRoute(items);
    this.records = new RecordRoute(records);
    this.hot = hot;
  }

  /** Has it serve triggers too. Before it is started. */
  public ControlServer with(Triggers told) {
    triggers = Optional.of(new TriggerRoutes(told));
    return this;
  }

  public Future<HttpServer> start(Vertx vertx, String host, int port) {
    HttpServerOptions options = new HttpServerOptions().setTcpNoDelay(true).setIdleTimeout(120);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> route(vertx, request))
        .listen(port, host);
  }

  private void route(Vertx vertx, HttpServerRequest request) {
    if (ConflictRoutes.concern(request)) {
      conflicts.route(vertx, request);
      return;
    }
    if (triggers.isPresent() && TriggerRoutes.concern(request)) {
      body(request, body -> triggers.get().route(vertx, request, body));
      return;
    }
    String route = request.method() + " " + request.path();
    HttpServerResponse response = request.response();
    switch (route) {
      case "GET /health" -> health(response);
      case "GET /status" ->
          answer(vertx, response, JSON, () -> text(NodeStatusJson.text(status.get())));
      case "GET /tombstones" ->
          answer(vertx, response, TEXT, () -> text(TombstonesText.text(status.get())));
      case "GET /quarantine" ->
          answer(vertx, response, TEXT, () -> text(QuarantineText.text(quarantine)));
      case "GET /metrics" -> answer(vertx, response, METRICS, () -> text(metrics.get()));
      case "GET /digest" -> {
        String table = String.valueOf(request.getParam("table"));
        answer(
            vertx,
            response,
            JSON,
            () -> digests.apply(table).flatMap(found -> text(TableDigestJson.text(found))));
      }
      case "GET /hot" ->
          answer(
              vertx,
              response,
              TEXT,
              () -> text(HotText.text(hot.region(), hot.read(table(request)), table(request))));
      case "GET /hot.json" ->
          answer(
              vertx,
              response,
              JSON,
              () -> text(HotJson.text(hot.region(), hot.read(table(request)))));
      case "GET /items" -> items.route(vertx, request);
      case "GET /records" -> records.route(vertx, request);
      case "GET /replication/intakes" -> intakes(vertx, request);
      case "POST /replication/deliveries" -> {
        Context context = vertx.getOrCreateContext();
        body(request, body -> take(context, response, body));
      }
      case "POST /replication/copies" -> body(request, body -> askForCopies(response, body));
      case String path when request.path().startsWith(VerifyRoutes.PREFIX) ->
          body(request, body -> verify(vertx, request, body));
      default ->
          refuse(response, request.method() == HttpMethod.OPTIONS ? 405 : 404, "no such path");
    }
  }

  private static Optional<String> table(HttpServerRequest request) {
    return Optional.ofNullable(request.getParam("table"));
  }

  private void health(HttpServerResponse response) {
    boolean now = ready.getAsBoolean();
    response.setStatusCode(now ? 200 : 503).end(now ? "ready" : "not ready");
  }

  private void intakes(Vertx vertx, HttpServerRequest request) {
    RegionName source;
    try {
      source = new RegionName(String.valueOf(request.getParam("source")));
    } catch (IllegalArgumentException wrong) {
      refuse(request.response(), 400, wrong.getMessage());
      return;
    }
    answer(
        vertx,
        request.response(),
        BYTES,
        () -> Optional.of(IntakeCodec.encode(intakes.from(source))));
  }

  private void verify(Vertx vertx, HttpServerRequest request, Bytes body) {
    answer(
        vertx,
        request.response(),
        BYTES,
        () -> verify.answer(request.method().name(), request.path(), request::getParam, body));
  }

  /**
   * Answers with what is read of the store, elsewhere: deliveries come in on this thread. Readings
   * do not wait for each other, since one may take long.
   */
  private static void answer(
      Vertx vertx, HttpServerResponse response, String type, Callable<Optional<Bytes>> reading) {
    vertx
        .executeBlocking(reading, false)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    bytes -> send(response, type, bytes),
                    () -> refuse(response, 404, "no such table here")))
        .onFailure(
            failure -> {
              if (failure instanceof IllegalArgumentException wrong) {
                refuse(response, 400, wrong.getMessage());
                return;
              }
              LOG.warn("what the control port was asked for cannot be read", failure);
              refuse(response, 503, "this cannot be read now");
            });
  }

  private static void body(HttpServerRequest request, Consumer<Bytes> whole) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > BODY_BYTES_MAX) {
            request.handler(null);
            refuse(request.response(), 413, "a body has at most " + BODY_BYTES_MAX + " bytes");
            return;
          }
          body.appendBuffer(part);
        });
    request.endHandler(
        end -> {
          if (!request.response().ended()) {
            whole.accept(Bytes.owning(body.getBytes()));
          }
        });
  }

  private void askForCopies(HttpServerResponse response, Bytes body) {
    try {
      copies.accept(IntakeCodec.decode(body));
      response.end();
    } catch (MalformedBytesException malformed) {
      refuse(response, 400, malformed.getMessage());
    }
  }

  private void take(Context context, HttpServerResponse response, Bytes body) {
    List<Delivery> decoded;
    try {
      decoded = DeliveryCodec.decode(body);
    } catch (MalformedBytesException malformed) {
      refuse(response, 400, malformed.getMessage());
      return;
    }
    deliveries.take(
        decoded,
        outcomes -> {
          Bytes encoded = DeliveryOutcomeCodec.encode(outcomes);
          context.runOnContext(back -> send(response, BYTES, encoded));
        });
  }

  private static Optional<Bytes> text(String text) {
    return Optional.of(Bytes.owning(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void send(HttpServerResponse response, String type, Bytes bytes) {
    if (!response.closed()) {
      response.putHeader("Content-Type", type).end(Buffer.buffer(bytes.toArray()));
    }
  }

  private static void refuse(HttpServerResponse response, int code, String reason) {
    if (!response.closed()) {
      response.setStatusCode(code).putHeader("Content-Type", "text/plain").end(reason + "\n");
    }
  }
}
