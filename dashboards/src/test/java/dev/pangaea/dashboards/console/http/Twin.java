package dev.pangaea.dashboards.console.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A process that says over HTTP what it is told to say, and keeps what it was asked. */
final class Twin implements AutoCloseable {
  private static final String SILENT = "silent";
  private static final String ENDLESS = "endless";
  private static final AtomicLong ASKED = new AtomicLong();

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /**
   * @param number counts what all twins are asked
   * @param route method, path and query
   */
  record Asked(long number, String route, Map<String, String> headers, String body) {}

  Twin(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              String route = request.method() + " " + request.uri();
                              Map<String, String> headers = new ConcurrentHashMap<>();
                              request.headers().forEach(headers::put);
                              asked.add(
                                  new Asked(
                                      ASKED.incrementAndGet(), route, headers, body.toString()));
                              String target = request.getHeader("X-Amz-Target");
                              String answer =
                                  answers.get(target == null ? route : operation(target));
                              if (answer == null) {
                                request.response().setStatusCode(404).end("no such path\n");
                              } else if (answer.startsWith(ENDLESS)) {
                                keepSaying(
                                    vertx,
                                    request.response().setChunked(true),
                                    answer.substring(ENDLESS.length()));
                              } else if (!answer.equals(SILENT)) {
                                int space = answer.indexOf(' ');
                                request
                                    .response()
                                    .setStatusCode(Integer.parseInt(answer.substring(0, space)))
                                    .end(answer.substring(space + 1));
                              }
                            }))
            .listen(0, "127.0.0.1")
            .await();
  }

  Twin says(String route, String answer) {
    return says(route, 200, answer);
  }

  /**
   * @param route method, path and query; or the name of an operation of DynamoDB
   */
  Twin says(String route, int status, String answer) {
    answers.put(route, status + " " + answer);
    return this;
  }

  Twin saysNothingTo(String route) {
    answers.put(route, SILENT);
    return this;
  }

  /** A piece each millisecond, for as long as the other side is there. */
  Twin keepsSaying(String route, String piece) {
    answers.put(route, ENDLESS + piece);
    return this;
  }

  private static void keepSaying(Vertx vertx, HttpServerResponse response, String piece) {
    vertx.setPeriodic(
        1,
        timer -> {
          if (response.closed()) {
            vertx.cancelTimer(timer);
          } else {
            response.write(piece);
          }
        });
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  List<Asked> asked(String route) {
    return asked.stream()
        .filter(
            each ->
                each.route().equals(route)
                    || Optional.ofNullable(each.headers().get("X-Amz-Target"))
                        .filter(target -> operation(target).equals(route))
                        .isPresent())
        .toList();
  }

  @Override
  public void close() {
    server.close().await();
  }

  private static String operation(String target) {
    return target.substring(target.indexOf('.') + 1);
  }
}
