package dev.pangaea.dashboards.console.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The bodies of requests, which are bounded. */
final class Bodies {
  private static final int BYTES_MAX = 2 << 20;

  private Bodies() {}

  static Future<String> text(HttpServerRequest request) {
    Promise<String> text = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(text::tryFail);
    request.handler(
        part -> {
          if (body.length() + part.length() > BYTES_MAX) {
            text.tryFail(new RefusedException(413, "a body has at most " + BYTES_MAX + " bytes"));
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(_ -> text.tryComplete(body.toString()));
    return text.future();
  }
}
