package dev.pangaea.regionnode.control.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.control.ItemReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What a store holds at a key, as JSON. */
final class ItemJson {
  private ItemJson() {}

  static byte[] held(ItemReader.Held held) {
    return written(
        to -> {
          to.writeStartObject();
          to.writeStringField("table", held.table());
          to.writeStringField("region", held.region().value());
          to.writeNumberField("partition", held.partition());
          to.writeFieldName("key");
          AttributeValueWriter.attributes(held.key().attributes(), to);
          state(held.state(), to);
          to.writeEndObject();
        });
  }

  static byte[] error(String words) {
    return written(
        to -> {
          to.writeStartObject();
          to.writeStringField("error", words);
          to.writeEndObject();
        });
  }

  private static void state(Optional<ItemState> state, JsonGenerator to) throws IOException {
    Optional<EncodedItem> item = state.flatMap(found -> found.content().visible());
    to.writeFieldName("item");
    if (item.isPresent()) {
      AttributeValueWriter.attributes(item.get().decode().attributes(), to);
    } else {
      to.writeNull();
    }
    to.writeBooleanField("deleted", state.isPresent() && item.isEmpty());
    if (state.isPresent()) {
      to.writeStringField("version", state.get().version().toString());
      to.writeStringField("origin", state.get().version().region().value());
      to.writeNumberField("writtenAtMillis", state.get().version().time().millis());
    } else {
      to.writeNullField("version");
      to.writeNullField("origin");
      to.writeNullField("writtenAtMillis");
    }
    to.writeArrayFieldStart("context");
    context(state.map(ItemState::context).orElse(Context.EMPTY), to);
    to.writeEndArray();
    to.writeBooleanField("stamped", state.isPresent() && !state.get().stamps().isNone());
  }

  private static void context(Context context, JsonGenerator to) throws IOException {
    for (Map.Entry<RegionName, HybridTime> seen : context.seen().entrySet()) {
      to.writeStartObject();
      to.writeStringField("region", seen.getKey().value());
      to.writeStringField("clock", seen.getValue().toString());
      to.writeNumberField("atMillis", seen.getValue().millis());
      to.writeEndObject();
    }
  }

  private static byte[] written(JsonContent content) {
    return new JsonEncoder().encode(content);
  }
}
