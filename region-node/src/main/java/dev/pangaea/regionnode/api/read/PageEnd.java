package dev.pangaea.regionnode.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a page tells behind its items. */
@FunctionalInterface
interface PageEnd {
  /** As Queries and Scans end. */
  PageEnd COUNTS =
      (found, rows, lastKey, to) -> {
        to.writeNumberField("Count", found);
        to.writeNumberField("ScannedCount", rows);
        writeKey(lastKey, to);
      };

  /**
   * @param found how many items there are
   * @param rows how many rows were read
   * @param lastKey where to go on
   */
  void write(long found, long rows, Optional<Map<String, AttributeValue>> lastKey, JsonGenerator to)
      throws IOException;

  /** As statements end: with a token, too. */
  static PageEnd token(Function<Item, String> tokenOf) {
    return (found, rows, lastKey, to) -> {
      if (lastKey.isPresent()) {
        to.writeStringField("NextToken", tokenOf.apply(Item.of(lastKey.get())));
      }
      writeKey(lastKey, to);
    };
  }

  private static void writeKey(Optional<Map<String, AttributeValue>> key, JsonGenerator to)
      throws IOException {
    if (key.isPresent()) {
      to.writeFieldName("LastEvaluatedKey");
      AttributeValueWriter.attributes(key.get(), to);
    }
  }
}
