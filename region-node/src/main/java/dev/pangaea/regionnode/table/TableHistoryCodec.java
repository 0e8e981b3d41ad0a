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
    fields.put("Decreases", NumberValue.of(history.decreases()));
    fields.put("WarmReadUnits", NumberValue.of(history.warm().readUnits()));
    fields.put("WarmWriteUnits", NumberValue.of(history.warm().writeUnits()));
    return new MapValue(fields);
  }

  static TableHistory history(long createdMillis, SortedMap<String, AttributeValue> value) {
    Fields fields = new Fields(value);
    TreeMap<Event, Long> last = new TreeMap<>();
    fields
        .map("Last")
        .forEach((event, millis) -> last.put(Event.valueOf(event), Fields.number(millis)));
    return new TableHistory(
        createdMillis,
        last,
        (int) fields.number("Decreases"),
        new TableHistory.Warm(fields.number("WarmReadUnits"), fields.number("WarmWriteUnits")));
  }
}
