package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.RestoreRequest.Expected;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.Side;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the control port answers about conflicts: each reply is JSON, a list a line for each. */
final class ConflictRoutes {
  private static final String PATH = "/conflicts";
  private static final String RESTORE = "/restore";

  /** Set where fewer conflicts are listed than were asked for, and there may be more. */
  private static final String CUT = "x-pangaea-cut";

  private static final int USUAL_MOST = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ConflictRoutes.class);

  private final ConflictDesk desk;

  ConflictRoutes(ConflictDesk desk) {
    this.desk = desk;
  }

  /** What is sent back. */
  private record Answer(int status, byte[] json, boolean cut) {
    Answer(int status, byte[] json) {
      this(status, json, false);
    }
  }

  static boolean concern(HttpServerRequest request) {
    return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
  }

  void route(Vertx vertx, HttpServerRequest request) {
    String rest = request.path().substring(PATH.length());
    boolean reads = request.method() == HttpMethod.GET;
    if (reads && rest.isEmpty()) {
      answer(vertx, request.response(), () -> list(request));
    } else if (reads) {
      String id = rest.substring(1);
      answer(vertx, request.response(), () -> show(id, parameter(request, "table")));
    } else if (request.method() == HttpMethod.POST
        && rest.endsWith(RESTORE)
        && rest.length() > RESTORE.length()) {
      restore(vertx, request, rest.substring(1, rest.length() - RESTORE.length()));
    } else {
      send(request.response(), refusal(405, "GET, or POST to restore"));
    }
  }

  private Answer list(HttpServerRequest request) {
    Optional<String> table = parameter(request, "table");
    Optional<LedgerId> before = parameter(request, "before").flatMap(LedgerId::parse);
    if (table.isEmpty()) {
      return refusal(400, "whose conflicts? table=NAME");
    }
    if (before.isEmpty() && parameter(request, "before").isPresent()) {
      return refusal(400, "before is no conflict's id");
    }
    int most;
    try {
      most = parameter(request, "limit").map(Integer::parseInt).orElse(USUAL_MOST);
    } catch (NumberFormatException wrong) {
      return refusal(400, "limit is no number");
    }
    ConflictDesk.Listing listing =
        desk.conflicts(table.get(), parameter(request, "item"), before, most);
    return new Answer(200, ConflictJson.lines(listing.rows()), listing.cut());
  }

  private Answer show(String text, Optional<String> table) {
    Optional<LedgerId> id = LedgerId.parse(text);
    Optional<LedgerRow> found =
        id.flatMap(known -> table.or(() -> desk.table(known)).flatMap(of -> desk.find(of, known)));
    return found
        .map(row -> new Answer(200, ConflictJson.whole(row)))
        .orElseGet(
            () ->
                refusal(
                    404, "no such conflict, or none any more; of a deleted table say table=NAME"));
  }

  private void restore(Vertx vertx, HttpServerRequest request, String text) {
    HttpServerResponse response = request.response();
    Optional<LedgerId> id = LedgerId.parse(text);
    Optional<Side> side = parameter(request, "side").flatMap(ConflictRoutes::side);
    Optional<String> version = parameter(request, "version");
    Optional<Version> expected = version.flatMap(LedgerRow::parse);
    if (id.isEmpty()) {
      send(response, refusal(404, "no such conflict"));
    } else if (side.isEmpty() && parameter(request, "side").isPresent()) {
      send(response, refusal(400, "side is here or arrived"));
    } else if (expected.isEmpty() && version.isPresent()) {
      send(response, refusal(400, "version is none, such as 1763752560123.0@us-east-1"));
    } else if (desk.table(id.get()).isEmpty()) {
      send(response, refusal(404, "its table is gone: there is nowhere to restore it to"));
    } else {
      boolean overwrite = parameter(request, "overwrite").filter("true"::equals).isPresent();
      Expected wanted =
          overwrite
              ? new Expected.Anything()
              : expected.<Expected>map(Expected.Of::new).orElseGet(Expected.AsDecided::new);
      Context context = vertx.getOrCreateContext();
      desk.restore(
          id.get(),
          new RestoreRequest(id.get().at(), side, wanted),
          outcome -> context.runOnContext(back -> send(response, answer(outcome))));
    }
  }

  private static Answer answer(RestoreOutcome outcome) {
    return switch (outcome) {
      case RestoreOutcome.Restored(Version as) ->
          new Answer(200, ConflictJson.outcome("restored", Optional.of(as)));
      case RestoreOutcome.AlreadyRestored(Version as) ->
          new Answer(200, ConflictJson.outcome("already restored", Optional.of(as)));
      case RestoreOutcome.NotFound() -> refusal(404, "no such conflict, or none any more");
      case RestoreOutcome.Changed(Optional<Version> now) ->
          new Answer(
              409, ConflictJson.outcome("the item has changed since, and is left as it is", now));
      case RestoreOutcome.SideNotSaid() ->
          refusal(400, "both writes hold in part: say which is wanted, side=here or side=arrived");
      case RestoreOutcome.NothingLost() -> refusal(409, "this merge lost nothing to restore");
      case RestoreOutcome.Locked() -> refusal(409, "a transaction holds the item: try again");
      case RestoreOutcome.Unavailable() ->
          refusal(503, "the item's partition takes no writes now: try again");
      case RestoreOutcome.InDoubt() ->
          refusal(500, "it may have been restored: ask again, it is restored once");
    };
  }

  private static Optional<Side> side(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "here" -> Optional.of(Side.HERE);
      case "arrived" -> Optional.of(Side.ARRIVED);
      default -> Optional.empty();
    };
  }

  private static Optional<String> parameter(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getParam(name));
  }

  private static Answer refusal(int status, String reason) {
    return new Answer(status, ConflictJson.outcome(reason, Optional.empty()));
  }

  private static void answer(Vertx vertx, HttpServerResponse response, Callable<Answer> reading) {
    vertx
        .executeBlocking(reading, false)
        .onSuccess(found -> send(response, found))
        .onFailure(
            failure -> {
              LOG.warn("conflicts cannot be read", failure);
              send(response, refusal(503, "this cannot be read now"));
            });
  }

  private static void send(HttpServerResponse response, Answer answer) {
    if (!response.closed()) {
      if (answer.cut()) {
        response.putHeader(CUT, "true");
      }
      response
          .setStatusCode(answer.status())
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(answer.json()));
    }
  }
}
