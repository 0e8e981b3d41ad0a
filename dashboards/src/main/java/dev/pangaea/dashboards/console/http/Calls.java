package dev.pangaea.dashboards.console.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Calls of nodes, replicators and link control over connections that are kept. Each ends within a
 * bound, body included, whatever the other side does.
 */
final class Calls {
  private static final int BODY_BYTES_MAX = 32 << 20;
  private static final int IDLE_SECONDS_MAX = 30;
  private static final int CONNECTIONS_MAX = 8;
  private static final int WAITING_MAX = 64;

  private final Vertx vertx;
  private final HttpClient client;

  Calls(Vertx vertx) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setIdleTimeout(IDLE_SECONDS_MAX),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
  }

  /** What came back, whatever its status. */
  record Reply(int status, String body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /** The body of what is there; fails if it is not. */
  Future<String> read(URI base, String path, long millisMax) {
    return call(HttpMethod.GET, base, path, Map.of(), "", millisMax)
        .compose(
            reply ->
                reply.isSuccess()
                    ? Future.succeededFuture(reply.body())
                    : Future.failedFuture(new IOException("status " + reply.status())));
  }

  Future<Reply> call(
      HttpMethod method,
      URI base,
      String path,
      Map<String, String> headers,
      String body,
      long millisMax) {
    RequestOptions options = options(method, base, path, millisMax);
    headers.forEach(options::putHeader);
    Promise<Reply> reply = Promise.promise();
    client
        .request(options)
        .onFailure(reply::tryFail)
        .onSuccess(request -> exchange(request, body, millisMax, reply));
    return reply.future();
  }

  private static RequestOptions options(HttpMethod method, URI base, String path, long millisMax) {
    boolean secure = "https".equals(base.getScheme());
    int usual = secure ? 443 : 80;
    return new RequestOptions()
        .setMethod(method)
        .setHost(base.getHost())
        .setPort(base.getPort() < 0 ? usual : base.getPort())
        .setSsl(secure)
        .setURI(path)
        .setConnectTimeout(millisMax);
  }

  private void exchange(
      HttpClientRequest request, String body, long millisMax, Promise<Reply> reply) {
    long timer =
        vertx.setTimer(
            millisMax,
            _ -> {
              reply.tryFail(new IOException("no answer within " + millisMax + " ms"));
              request.reset();
            });
    reply.future().onComplete(_ -> vertx.cancelTimer(timer));
    request
        .send(Buffer.buffer(body))
        .onFailure(reply::tryFail)
        .onSuccess(response -> collect(request, response, reply));
  }

  private static void collect(
      HttpClientRequest request, HttpClientResponse response, Promise<Reply> reply) {
    Buffer body = Buffer.buffer();
    response.exceptionHandler(reply::tryFail);
    response.handler(
        part -> {
          body.appendBuffer(part);
          if (body.length() > BODY_BYTES_MAX) {
            reply.tryFail(new IOException("more than " + BODY_BYTES_MAX + " bytes"));
            request.reset();
          }
        });
    response.endHandler(_ -> reply.tryComplete(new Reply(response.statusCode(), body.toString())));
  }
}
