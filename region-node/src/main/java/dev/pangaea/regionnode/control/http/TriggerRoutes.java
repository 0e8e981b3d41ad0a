package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerStatus;
import dev.pangaea.regionnode.trigger.json.TriggerJson;
import dev.pangaea.regionnode.trigger.json.TriggerRequest;
import dev.pangaea.regionnode.trigger.run.Triggers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, shows, changes and deletes triggers. Each reply is JSON, a list a line for each. What
 * makes or changes one has to say that it is JSON, which no page of another origin can without
 * asking.
 */
final class TriggerRoutes {
  private static final String PATH = "/triggers";
  private static final String JSON = "application/json";
  private static final int BODY_BYTES_MAX = 256 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(TriggerRoutes.class);

  private final Triggers triggers;

  TriggerRoutes(Triggers triggers) {
    this.triggers = triggers;
  }

  /** What is sent back. */
  private record Answer(int status, byte[] json) {}

  static boolean concern(HttpServerRequest request) {
    return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
  }

  void route(Vertx vertx, HttpServerRequest request, Bytes body) {
    HttpServerResponse response = request.response();
    String method = request.method().name();
    boolean json =
        Optional.ofNullable(request.getHeader("Content-Type"))
            .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(JSON))
            .isPresent();
    String rest = request.path().substring(PATH.length());
    String which = rest.isEmpty() ? "" : rest.substring(1);
    vertx
        .executeBlocking(() -> answer(method, which, json, body), false)
        .onSuccess(found -> send(response, found))
        .onFailure(
            failure -> {
              LOG.warn("a request for triggers failed", failure);
              send(response, said(503, "this cannot be done now"));
            });
  }

  private Answer answer(String method, String which, boolean json, Bytes body)
      throws InterruptedException {
    boolean sends = method.equals("POST") || method.equals("PATCH");
    if (sends && !json) {
      return said(415, "say Content-Type: application/json");
    }
    if (body.length() > BODY_BYTES_MAX) {
      return said(413, "a trigger has at most " + BODY_BYTES_MAX + " bytes");
    }
    try {
      if (which.isEmpty()) {
        return switch (method) {
          case "GET" -> list();
          case "POST" -> answer(triggers.create(TriggerRequest.toCreate(body.toArray())), 201);
          default -> said(405, "GET, or POST to make one");
        };
      }
      return switch (method) {
        case "GET" -> show(which);
        case "PATCH" ->
            answer(triggers.change(which, TriggerRequest.toChange(body.toArray())), 200);
        case "DELETE" -> answer(triggers.delete(which), 200);
        default -> said(405, "GET, PATCH or DELETE");
      };
    } catch (IllegalArgumentException wrong) {
      return said(400, wrong.getMessage());
    }
  }

  private Answer list() throws InterruptedException {
    return triggers.known()
        ? new Answer(200, TriggerJson.lines(triggers.status()))
        : said(503, "it is not known yet which triggers there are");
  }

  private Answer show(String which) throws InterruptedException {
    boolean known = triggers.known();
    Optional<TriggerStatus> found = triggers.status(which);
    if (found.isEmpty()) {
      return known
          ? said(404, "no such trigger")
          : said(503, "it is not known yet which triggers there are");
    }
    return told(200, found.get());
  }

  private static Answer told(int status, TriggerStatus trigger) {
    return new Answer(status, TriggerJson.lines(List.of(trigger)));
  }

  private Answer answer(Triggers.Outcome outcome, int done) throws InterruptedException {
    return switch (outcome) {
      case Triggers.Outcome.Done(Trigger trigger) -> {
        Optional<TriggerStatus> now = triggers.status(trigger.id());
        yield now.isPresent() ? told(done, now.get()) : said(done, "deleted");
      }
      case Triggers.Outcome.NotFound() -> said(404, "no such trigger");
      case Triggers.Outcome.Exists() -> said(409, "there is a trigger of this name");
      case Triggers.Outcome.Refused(String reason) -> said(400, reason);
      case Triggers.Outcome.Unavailable(String reason) -> said(503, reason);
    };
  }

  private static Answer said(int status, String reason) {
    return new Answer(status, TriggerJson.outcome(reason));
  }

  private static void send(HttpServerResponse response, Answer answer) {
    if (!response.closed()) {
      response
          .setStatusCode(answer.status())
          .putHeader("Content-Type", JSON)
          .end(Buffer.buffer(answer.json()));
    }
  }
}
