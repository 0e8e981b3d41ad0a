package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.SignedRequest;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.http.Router.Route;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Reply;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One request and its reply. Confined to its event loop, but for {@link #accept}, which takes the
 * operation's reply from any thread and hands it over.
 */
final class Exchange implements SignedRequest, Consumer<Reply> {
  /** A body that is too large is read on, so that its sender sees the answer, but not for ever. */
  private static final long DISCARDED_BYTES_MAX = 4L * ApiServerSettings.BODY_BYTES_MAX;

  private static final String JSON_1_0 = "application/x-amz-json-1.0";
  private static final String JSON_1_1 = "application/x-amz-json-1.1";
  private static final String JSON = "application/json";
  private static final CharSequence TARGET = HttpHeaders.createOptimized("X-Amz-Target");

  private final LoopShare share;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Watch watch;
  private final BodyCollector collector;
  private final Context context;
  private final Thread loop;
  private Route route;
  private byte[] body;
  private long startNanos;
  private boolean over;

  Exchange(LoopShare share, HttpServerRequest request, Watch watch, Context context) {
    this.share = share;
    this.request = request;
    this.response = request.response();
    this.watch = watch;
    this.collector = new BodyCollector(share.budget());
    this.context = context;
    this.loop = Thread.currentThread();
  }

  void begin() {
    watch.receiving(share.nowNanos());
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced != null && announced.length() > 7) {
      collector.announce(Long.parseLong(announced));
    }
    request.handler(
        chunk -> {
          collector.add(chunk);
          if (collector.arrived() > DISCARDED_BYTES_MAX && !over) {
            tooLarge();
          }
        });
    request.endHandler(end -> received());
    request.exceptionHandler(failed -> lost());
    if (response.writeQueueFull()) {
      request.pause();
      response.drainHandler(drained -> request.resume());
    }
  }

  private void received() {
    if (over) {
      return;
    }
    startNanos = share.nowNanos();
    watch.answering(startNanos);
    ContentCoding.named(request.getHeader(HttpHeaders.CONTENT_ENCODING))
        .ifPresentOrElse(collector::unpack, collector::refuse);
    switch (collector.state()) {
      case TOO_LARGE -> tooLarge();
      case MALFORMED -> {
        route = share.router().route(request.getHeader(TARGET));
        accept(new Reply.Failed(Failure.of(ErrorKind.SERIALIZATION)));
      }
      case OVER_BUDGET -> {
        route = share.router().route(request.getHeader(TARGET));
        accept(new Reply.Failed(LoopShare.OVERLOADED));
      }
      case KEPT -> answer();
    }
  }

  private void answer() {
    HttpMethod method = request.method();
    if (method == HttpMethod.POST && speaksJson()) {
      body = collector.plain();
      route = share.router().route(request.getHeader(TARGET));
      if (share.router().admits(route, this)) {
        share.causal().await(request, this::handle, failure -> accept(new Reply.Failed(failure)));
      }
    } else if (share.crossOrigin().isPreflight(request)) {
      text(200, "");
    } else if (method == HttpMethod.GET && request.path().equals("/")) {
      text(200, share.healthText());
    } else {
      text(404, "<UnknownOperationException/>\n");
    }
  }

  /** At once, or when what the request is to come after is here. */
  private void handle() {
    if (Thread.currentThread() == loop) {
      share.router().handle(route, this);
    } else {
      context.runOnContext(
          here -> {
            if (!over) {
              share.router().handle(route, this);
            }
          });
    }
  }

  private boolean speaksJson() {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return false;
    }
    int parameters = type.indexOf(';');
    String plain = parameters < 0 ? type : type.substring(0, parameters).trim();
    return plain.equalsIgnoreCase(JSON_1_0)
        || plain.equalsIgnoreCase(JSON)
        || plain.equalsIgnoreCase(JSON_1_1);
  }

  @Override
  public void accept(Reply reply) {
    if (Thread.currentThread() == loop) {
      reply(reply);
    } else {
      context.runOnContext(here -> reply(reply));
    }
  }

  private void reply(Reply reply) {
    if (over) {
      return;
    }
    Reply told = reply;
    byte[] encoded;
    try {
      encoded = share.envelope().encode(reply);
    } catch (RuntimeException | StackOverflowError broken) {
      told = Router.broken(route, broken);
      encoded = share.envelope().encode(told);
    }
    time(told);
    if (told instanceof Reply.Success success) {
      share.causal().tell(success, response);
    }
    end();
    share.holdUntilSent(
        encoded.length,
        share.envelope().send(request, Envelope.status(told), encoded, share.draining()));
  }

  private void time(Reply told) {
    long nanos = share.nowNanos() - startNanos;
    switch (told) {
      case Reply.Success success -> route.timers().success().record(nanos, TimeUnit.NANOSECONDS);
      case Reply.Failed(Failure failure, JsonContent details) ->
          route.timers().failure(failure.kind()).record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void text(int status, String text) {
    end();
    share.envelope().sendText(request, status, text, share.draining());
  }

  private void tooLarge() {
    end();
    share.envelope().sendText(request, 413, "", true);
  }

  /** Before the reply is sent: sending may begin the connection's next request at once. */
  private void end() {
    lost();
    body = null;
    watch.waiting(share.nowNanos());
  }

  private void lost() {
    over = true;
    collector.giveBack();
  }

  String endpoint() {
    String host = request.getHeader(HttpHeaders.HOST);
    return host == null ? "localhost" : host;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    return request.path();
  }

  @Override
  public Optional<String> query() {
    return Optional.ofNullable(request.query());
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** The body as the operation reads it. */
  byte[] plainBody() {
    return body;
  }

  @Override
  public byte[] body() {
    return collector.bytes();
  }
}
