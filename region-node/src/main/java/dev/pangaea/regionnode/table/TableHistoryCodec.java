package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.table.TableHistory.Event;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table's history as a value of the catalog's items, and back. */
final class TableHistoryCodec {
  private static final String RAISED = "CAPACITY_RAISED";
  private static final String LOWERED = "CAPACITY_LOWERED";

  private TableHistoryCodec() {}

  static AttributeValue value(TableHistory history) {
    TreeMap<String, AttributeValue> last = new TreeMap<>();
    history.last().forEach((event, millis) -> last.put(event.name(), NumberValue.of(millis)));
    CapacityHistory capacity = history.capacity();
    capacity.raisedMillis().ifPresent(millis -> last.put(RAISED, NumberValue.of(millis)));
    capacity.loweredMillis().ifPresent(millis -> last.put(LOWERED, NumberValue.of(millis)));
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    CapacityCodec.counts(capacity, fields);
    fields.put("Last", new MapValue(last));
    history.origin().ifPresent(origin -> fields.put("Origin", origin(origin)));
    return new MapValue(fields);
  }

  static TableHistory history(long createdMillis, SortedMap<String, AttributeValue> value) {
    Fields fields = new Fields(value);
    Fields events = new Fields(fields.map("Last"));
    TreeMap<Event, Long> last = new TreeMap<>();
    for (Event event : Event.values()) {
      events.optionalNumber(event.name()).ifPresent(millis -> last.put(event, millis));
    }
    return new TableHistory(
        createdMillis,
        last,
        new CapacityHistory(
            events.optionalNumber(RAISED),
            events.optionalNumber(LOWERED),
            CapacityCodec.decreases(fields),
            CapacityCodec.warm(fields)),
        fields.has("Origin")
            ? Optional.of(origin(new Fields(fields.map("Origin"))))
            : Optional.empty());
  }

  private static AttributeValue origin(TableOrigin origin) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("Kind", new StringValue(origin.kind().name()));
    fields.put("Source", new StringValue(origin.source()));
    origin.sourceTable().ifPresent(table -> fields.put("SourceTable", new StringValue(table)));
    fields.put("AtMillis", NumberValue.of(origin.atMillis()));
    fields.put("Whole", new BooleanValue(origin.whole()));
    return new MapValue(fields);
  }

  private static TableOrigin origin(Fields fields) {
    return new TableOrigin(
        TableOrigin.Kind.valueOf(fields.text("Kind")),
        fields.text("Source"),
        fields.optionalText("SourceTable"),
        fields.number("AtMillis"),
        fields.truth("Whole"));
  }
}
