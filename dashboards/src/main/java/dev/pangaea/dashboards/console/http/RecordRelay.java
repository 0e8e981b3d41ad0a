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

  /** As many as the page keeps. */
  static final int NEWEST_MAX = 200;

  private static final int CONNECT_MILLIS_MAX = 2000;

  private final HttpClient client;
  private int listeners;

  RecordRelay(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS_MAX).setKeepAlive(false),
            new PoolOptions().setHttp1MaxSize(LISTENERS_MAX));
  }

  /**
   * @param heartbeats whether those records too that come however little is written
   */
  void open(Region region, String table, boolean heartbeats, HttpServerResponse page) {
    if (listeners >= LISTENERS_MAX) {
      throw new RefusedException(503, "too many pages listen to records: close one");
    }
    listeners++;
    Ending ending = new Ending();
    page.closeHandler(_ -> ending.end());
    page.exceptionHandler(_ -> ending.end());
    String path =
        "/records?table=%s&newest=%d&heartbeats=%s"
            .formatted(Regions.parameter(table), NEWEST_MAX, heartbeats);
    int port = region.control().getPort() < 0 ? 80 : region.control().getPort();
    client
        .request(HttpMethod.GET, port, region.control().getHost(), path)
        .compose(
            request -> {
              ending.of(request);
              return request.send();
            })
        .onSuccess(said -> relay(said, region, page, ending))
        .onFailure(
            _ -> {
              ending.end();
              Replies.refuse(page, 502, region.name() + " does not answer");
            });
  }

  /** The page's connection may outlive its reply, so the reply's end is the listening's end too. */
  private static void relay(
      HttpClientResponse said, Region region, HttpServerResponse page, Ending ending) {
    if (ending.ended) {
      return;
    }
    if (said.statusCode() == 200) {
      page.setChunked(true).putHeader("Content-Type", EventStreams.TYPE);
      hand(said, page, ending);
      return;
    }
    said.body()
        .onComplete(
            body -> {
              refuse(
                  page,
                  region,
                  said.statusCode(),
                  body.succeeded() ? body.result().toString() : "");
              ending.end();
            });
  }

  /** What was under way when either side left is for nobody. */
  private static void hand(HttpClientResponse said, HttpServerResponse page, Ending ending) {
    said.handler(
        told -> {
          if (!ending.ended) {
            page.write(told);
            if (page.writeQueueFull()) {
              said.pause();
              page.drainHandler(_ -> said.resume());
            }
          }
        });
    said.endHandler(
        _ -> {
          if (ending.end()) {
            page.end();
          }
        });
    said.exceptionHandler(
        _ -> {
          if (ending.end()) {
            page.reset();
          }
        });
  }

  /** In the node's words; one that knows no records at all has none for it. */
  private static void refuse(HttpServerResponse page, Region region, int status, String words) {
    if (status == 405) {
      Replies.refuse(page, 503, region.name() + " cannot tell its records");
    } else {
      String error = Regions.object(words).path("error").asText("");
      Replies.refuse(page, status, error.isEmpty() ? words.strip() : error);
    }
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

    /** Whether it had not ended before. */
    boolean end() {
      if (ended) {
        return false;
      }
      ended = true;
      listeners--;
      if (request != null) {
        request.reset();
      }
      return true;
    }
  }
}
