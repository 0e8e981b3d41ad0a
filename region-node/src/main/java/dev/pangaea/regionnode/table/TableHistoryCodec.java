package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.regionnode.table.TableHistory.Event;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table's history as a value of the catalog's items, and back. */
final class TableHistoryCodec {
  private TableHistoryCodec() {}

  static AttributeValue value(TableHistory history) {
    TreeMap<String, AttributeValue> last = new TreeMap<>();
    history.last().forEach((event, millis) -> last.put(event.name(), NumberValue.of(millis)));
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("Last", new MapValue(last));
    fields.put("Capacity", CapacityCodec.history(history.capacity()));
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
        fields.has("Capacity")
            ? CapacityCodec.history(new Fields(fields.map("Capacity")))
            : earlier(fields, events));
  }

  /** As entries said it before indexes had a history too. */
  private static CapacityHistory earlier(Fields fields, Fields events) {
    return new CapacityHistory(
        events.optionalNumber("CAPACITY_RAISED"),
        events.optionalNumber("CAPACITY_LOWERED"),
        (int) fields.number("Decreases"),
        new WarmThroughput(fields.number("WarmReadUnits"), fields.number("WarmWriteUnits")));
  }
}
