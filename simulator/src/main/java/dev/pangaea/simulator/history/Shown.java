package dev.pangaea.simulator.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Items, keys and times as people write and read them: DynamoDB's JSON. */
final class Shown {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String DELETED = "deleted";

  private Shown() {}

  /** {@code deleted} for a tombstone. */
  static String content(Content content) {
    return content.visible().map(item -> attributes(item.decode().attributes())).orElse(DELETED);
  }

  static String attributes(SortedMap<String, AttributeValue> attributes) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = JSON.createGenerator(text)) {
      AttributeValueWriter.attributes(attributes, to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  static String value(AttributeValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = JSON.createGenerator(text)) {
      AttributeValueWriter.value(value, to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /**
   * A key as it is written in requests, its partition key first.
   *
   * @throws UnreadableException if it is none
   */
  static EncodedKey key(String json) throws UnreadableException {
    List<AttributeValue> parts = new ArrayList<>();
    try {
      JsonReader from = new JsonDecoder().open(json.getBytes(StandardCharsets.UTF_8));
      from.document();
      while (from.nextMember() != null) {
        parts.add(from.value(bad -> {}));
      }
      from.end();
      if (parts.size() == 1) {
        return EncodedKey.of(PrimaryKey.of(parts.getFirst()));
      }
      if (parts.size() == 2) {
        return EncodedKey.of(PrimaryKey.of(parts.getFirst(), parts.getLast()));
      }
    } catch (RefusedException | IllegalArgumentException malformed) {
      throw noKey(json, malformed);
    }
    throw noKey(json, null);
  }

  private static UnreadableException noKey(String json, Exception cause) {
    return new UnreadableException(
        "no key: " + json + "; it looks like {\"pk\":{\"S\":\"k1\"}}, the partition key first",
        cause);
  }

  static Item item(Content content) {
    return content.visible().map(EncodedItem::decode).orElse(Item.EMPTY);
  }
}
