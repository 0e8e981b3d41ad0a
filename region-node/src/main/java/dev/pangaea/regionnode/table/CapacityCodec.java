package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Capacities and what became of them as fields of the catalog's items, and back. */
final class CapacityCodec {
  private CapacityCodec() {}

  static void capacity(Capacity capacity, SortedMap<String, AttributeValue> to) {
    switch (capacity) {
      case Capacity.OnDemand(RequestMaximum maximum) -> {
        optional("ReadUnitsMax", maximum.readUnits(), to);
        optional("WriteUnitsMax", maximum.writeUnits(), to);
      }
      case Capacity.Provisioned(long readUnits, long writeUnits) -> {
        to.put("ReadCapacityUnits", NumberValue.of(readUnits));
        to.put("WriteCapacityUnits", NumberValue.of(writeUnits));
      }
    }
  }

  static Capacity capacity(Fields fields) {
    return fields.has("ReadCapacityUnits")
        ? new Capacity.Provisioned(
            fields.number("ReadCapacityUnits"), fields.number("WriteCapacityUnits"))
        : new Capacity.OnDemand(
            new RequestMaximum(
                fields.optionalNumber("ReadUnitsMax"), fields.optionalNumber("WriteUnitsMax")));
  }

  static AttributeValue history(CapacityHistory history) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    optional("RaisedMillis", history.raisedMillis(), fields);
    optional("LoweredMillis", history.loweredMillis(), fields);
    counts(history, fields);
    return new MapValue(fields);
  }

  static CapacityHistory history(Fields fields) {
    return new CapacityHistory(
        fields.optionalNumber("RaisedMillis"),
        fields.optionalNumber("LoweredMillis"),
        decreases(fields),
        warm(fields));
  }

  /** What a history counts, without its times. */
  static void counts(CapacityHistory history, SortedMap<String, AttributeValue> to) {
    to.put("Decreases", NumberValue.of(history.decreases()));
    to.put("WarmReadUnits", NumberValue.of(history.warm().readUnits()));
    to.put("WarmWriteUnits", NumberValue.of(history.warm().writeUnits()));
  }

  static int decreases(Fields fields) {
    return (int) fields.number("Decreases");
  }

  static WarmThroughput warm(Fields fields) {
    return new WarmThroughput(fields.number("WarmReadUnits"), fields.number("WarmWriteUnits"));
  }

  private static void optional(
      String name, Optional<Long> value, SortedMap<String, AttributeValue> to) {
    value.ifPresent(number -> to.put(name, NumberValue.of(number)));
  }
}
