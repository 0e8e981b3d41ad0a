package dev.pangaea.regionnode.control.http;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.control.RecordListening;
import dev.pangaea.regionnode.control.RecordListening.Wanted;
import dev.pangaea.regionnode.control.RecordTail;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Lets a client listen to the tail of a table's change log, by server-sent events. */
final class RecordRoute {
  private final RecordTail tail;

  RecordRoute(RecordTail tail) {
    this.tail = tail;
  }

  void route(Vertx vertx, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String table = request.getParam("table");
    if (table == null) {
      refuse(response, 400, "of which table? table=NAME");
      return;
    }
    Optional<String> newest = Optional.ofNullable(request.getParam("newest"));
    if (!newest.map(RecordRoute::isBound).orElse(true)) {
      refuse(response, 400, "newest is how many at once: 1 to " + RecordListening.WAITING_MAX);
      return;
    }
    try {
      boolean beats = !"false".equals(request.getParam("heartbeats"));
      int waitingMax = newest.map(Integer::parseInt).orElse(RecordListening.WAITING_MAX);
      Optional<RecordListening> listening = tail.listen(table, new Wanted(waitingMax, beats));
      if (listening.isPresent()) {
        new RecordStream(listening.get(), response, newest.isPresent()).start(vertx);
      } else {
        refuse(response, 503, RecordTail.LISTENERS_MAX + " listen already, which is all that may");
      }
    } catch (RefusedException refused) {
      Failure failure = refused.failure();
      int status = failure.kind() == ErrorKind.RESOURCE_NOT_FOUND ? 404 : failure.kind().status();
      refuse(response, status, failure.message().orElse(failure.kind().wireName()));
    }
  }

  private static boolean isBound(String text) {
    return text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= RecordListening.WAITING_MAX;
  }

  private static void refuse(HttpServerResponse response, int status, String words) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(ItemJson.error(words)));
  }
}
