package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;

/**
 * Hands a page the records of a region's log as its node tells them. A page that reads slowly slows
 * the node's telling down, which drops records and says so. Confined to the console's thread.
 */
final class RecordRelay {
  static final int LISTENERS_MAX = 16;
  private static final int CONNECT_MILLIS_MAX = 2000;

  private final HttpClient client;
  private int listeners;

  RecordRelay(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX).setKeepAlive(false),
            new PoolOptions().setHttp1MaxSize(LISTENERS_MAX));
  }

  void open(Region region, String table, HttpServerResponse page) {
    if (listeners >= LISTENERS_MAX) {
      throw new RefusedException(503, "too many pages listen to records: close one");
    }
    listeners++;
    Ending ending = new Ending();
    page.closeHandler(_ -> ending.end());
    String path = "/records?table=" + Regions.parameter(table);
    int port = region.control().getPort() < 0 ? 80 : region.control().getPort();
    client
        .request(HttpMethod.GET, port, region.control().getHost(), path)
        .compose(
            request -> {
              ending.of(request);
              return request.send();
            })
        .onSuccess(said -> relay(said, region, page))
        .onFailure(
            _ -> {
              ending.end();
              Replies.refuse(page, 502, region.name() + " does not answer");
            });
  }

  private static void relay(HttpClientResponse said, Region region, HttpServerResponse page) {
    if (said.statusCode() != 200) {
      int status = said.statusCode() == 404 || said.statusCode() == 405 ? 503 : said.statusCode();
      said.body()
          .onComplete(
              body ->
                  Replies.refuse(
                      page,
                      status,
                      status == 503
                          ? region.name() + " cannot tell its records"
                          : body.succeeded() ? body.result().toString().strip() : ""));
      return;
    }
    page.setChunked(true).putHeader("Content-Type", "text/event-stream");
    said.pipeTo(page).onFailure(_ -> page.reset());
  }

  /** Ends what a page listened to, once. */
  private final class Ending {
    private HttpClientRequest request;
    private boolean ended;

    void of(HttpClientRequest begun) {
      request = begun;
      if (ended) {
        request.reset();
      }
    }

    void end() {
      if (!ended) {
        ended = true;
        listeners--;
        if (request != null) {
          request.reset();
        }
      }
    }
  }
}
