package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls a Query or a Scan page by page. */
final class Pages {
  private static final int PAGES_MAX = 10_000;

  private final Caller caller;
  private final String operation;

  Pages(Caller caller, String operation) {
    this.caller = caller;
    this.operation = operation;
  }

  /** What a reply says. */
  record Answer(List<Item> items, long count, long scanned, Optional<Item> lastKey) {}

  /**
   * @param request the members of a request, in the style of {@link Caller}
   */
  Answer page(String request, Optional<Item> startKey) {
    String start = startKey.map(key -> ",'ExclusiveStartKey':" + json(key)).orElse("");
    return read(caller.call(operation, "{" + request + start + "}"));
  }

  /** All pages to the end. */
  List<Answer> pages(String request) {
    List<Answer> pages = new ArrayList<>();
    Optional<Item> key = Optional.empty();
    do {
      Answer page = page(request, key);
      pages.add(page);
      key = page.lastKey();
    } while (key.isPresent() && pages.size() < PAGES_MAX);
    return pages;
  }

  /** The items of all pages. */
  List<Item> items(String request) {
    return pages(request).stream().flatMap(page -> page.items().stream()).toList();
  }

  /** An item or a key in the style of {@link Caller}. */
  static String json(Item item) {
    byte[] json =
        new JsonEncoder().encode(to -> AttributeValueWriter.attributes(item.attributes(), to));
    return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
  }

  private static Answer read(String reply) {
    List<Item> items = new ArrayList<>();
    long count = -1;
    long scanned = -1;
    Optional<Item> lastKey = Optional.empty();
    JsonReader from =
        new JsonDecoder().open(reply.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "Items" -> {
          from.enterList();
          while (from.nextElement()) {
            items.add(from.attributes());
          }
        }
        case "Count" -> count = from.integer("Integer");
        case "ScannedCount" -> scanned = from.integer("Integer");
        case "LastEvaluatedKey" -> lastKey = Optional.of(from.attributes());
        default -> from.skip();
      }
    }
    from.end();
    return new Answer(items, count, scanned, lastKey);
  }
}
