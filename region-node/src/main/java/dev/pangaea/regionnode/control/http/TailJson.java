package dev.pangaea.regionnode.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.control.TailEntry;
import dev.pangaea.regionnode.control.TailEntry.Kind;
import dev.pangaea.regionnode.control.TailEntry.TailedChange;
import dev.pangaea.regionnode.table.KeySchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the tail of a table's log tells, as JSON without line ends. Confined to one thread. */
final class TailJson {
  /** A larger item is told by its size. */
  static final int ITEM_JSON_MAX = 2048;

  private final KeySchema schema;
  private final JsonEncoder json = new JsonEncoder();

  TailJson(KeySchema schema) {
    this.schema = schema;
  }

  byte[] entry(TailEntry entry) {
    Optional<String> item = entry.change().flatMap(TailedChange::item).flatMap(this::item);
    return json.encode(
        to -> {
          to.writeStartObject();
          to.writeNumberField("partition", entry.record().partition());
          to.writeNumberField("offset", entry.record().offset());
          to.writeNumberField("atMillis", entry.record().atMillis());
          to.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT));
          to.writeStringField("origin", entry.origin().value());
          to.writeBooleanField("replicated", entry.replicated());
          text("outcome", entry.outcome().map(TailJson::outcome), to);
          text("version", entry.change().map(change -> change.version().toString()), to);
          key(entry.change().flatMap(change -> key(change.key())), to);
          item(entry, item, to);
          if (entry.kind() == Kind.COPY || entry.kind() == Kind.DROPPED) {
            to.writeNumberField("changes", entry.changes());
          }
          to.writeEndObject();
        });
  }

  /** Entries that are told together, and the number of those before them that are not. */
  byte[] batch(long skipped, List<byte[]> entries) {
    return json.encode(
        to -> {
          to.writeStartObject();
          to.writeNumberField("skipped", skipped);
          to.writeArrayFieldStart("records");
          for (byte[] entry : entries) {
            to.writeRawValue(new String(entry, StandardCharsets.UTF_8));
          }
          to.writeEndArray();
          to.writeEndObject();
        });
  }

  byte[] skipped(long records) {
    return json.encode(
        to -> {
          to.writeStartObject();
          to.writeNumberField("records", records);
          to.writeEndObject();
        });
  }

  private static String outcome(Standing standing) {
    return switch (standing) {
      case NEWER -> "applied";
      case CONFLICT_WON -> "won";
      case CONFLICT_LOST -> "lost";
      case CONFLICT_MERGED -> "merged";
      case MERGED -> "newer_here";
      case REFUSED -> "kept_aside";
    };
  }

  private static void text(String name, Optional<String> value, JsonGenerator to)
      throws IOException {
    to.writeFieldName(name);
    if (value.isPresent()) {
      to.writeString(value.get());
    } else {
      to.writeNull();
    }
  }

  private static void key(Optional<Map<String, AttributeValue>> key, JsonGenerator to)
      throws IOException {
    to.writeFieldName("key");
    if (key.isPresent()) {
      AttributeValueWriter.attributes(key.get(), to);
    } else {
      to.writeNull();
    }
  }

  private static void item(TailEntry entry, Optional<String> item, JsonGenerator to)
      throws IOException {
    if (item.isPresent()) {
      to.writeFieldName("item");
      to.writeRawValue(item.get());
    } else if (entry.kind() == Kind.PUT) {
      to.writeNumberField("itemBytes", entry.change().map(TailedChange::itemBytes).orElse(0));
    } else {
      to.writeNullField("item");
    }
  }

  /** What another region sent may be no key of this table: then it is kept aside, and not shown. */
  private Optional<Map<String, AttributeValue>> key(EncodedKey key) {
    try {
      PrimaryKey decoded = key.decode();
      Map<String, AttributeValue> attributes = new LinkedHashMap<>();
      attributes.put(schema.partitionKey().name(), decoded.partitionKey());
      if (decoded.sortKey().isPresent() && schema.sortKey().isPresent()) {
        attributes.put(schema.sortKey().get().name(), decoded.sortKey().get());
      }
      return Optional.of(attributes);
    } catch (MalformedBytesException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<String> item(EncodedItem item) {
    try {
      byte[] written =
          json.encode(to -> AttributeValueWriter.attributes(item.decode().attributes(), to));
      return written.length > ITEM_JSON_MAX
          ? Optional.empty()
          : Optional.of(new String(written, StandardCharsets.UTF_8));
    } catch (MalformedBytesException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
