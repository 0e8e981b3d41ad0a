package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.control.ItemReader;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the control port answers about one item, as JSON. */
final class ItemRoute {
  private static final Logger LOG = LoggerFactory.getLogger(ItemRoute.class);

  private final ItemReader items;

  ItemRoute(ItemReader items) {
    this.items = items;
  }

  /** What is sent back. */
  private record Answer(int status, byte[] json) {}

  void route(Vertx vertx, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String table = request.getParam("table");
    String key = request.getParam("key");
    if (table == null || key == null) {
      send(response, refusal(400, "which item? table=NAME&key={\"pk\":{\"S\":\"a\"}}"));
      return;
    }
    vertx
        .executeBlocking(() -> read(table, key), false)
        .onSuccess(found -> send(response, found))
        .onFailure(
            failure -> {
              LOG.warn("an item cannot be read", failure);
              send(response, refusal(503, "this cannot be read now"));
            });
  }

  private Answer read(String table, String key) {
    try {
      return new Answer(200, ItemJson.held(items.read(table, item(key))));
    } catch (RefusedException refused) {
      Failure failure = refused.failure();
      int status = failure.kind() == ErrorKind.RESOURCE_NOT_FOUND ? 404 : failure.kind().status();
      return refusal(status, failure.message().orElse(failure.kind().wireName()));
    }
  }

  private static Item item(String json) {
    JsonReader from = new JsonDecoder().open(json.getBytes(StandardCharsets.UTF_8));
    from.document();
    Item item = from.attributes();
    from.end();
    from.refuseBadValues();
    return item;
  }

  private static Answer refusal(int status, String words) {
    return new Answer(status, ItemJson.error(words));
  }

  private static void send(HttpServerResponse response, Answer answer) {
    if (!response.closed()) {
      response
          .setStatusCode(answer.status())
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(answer.json()));
    }
  }
}
