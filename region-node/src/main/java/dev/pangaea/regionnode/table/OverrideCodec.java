package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.table.ReplicaOverrides.OfIndex;
import java.util.Optional;
import java.util.TreeMap;

/** What regions have otherwise, as values of the catalog's items, and back. */
final class OverrideCodec {
  private OverrideCodec() {}

  static AttributeValue statement(OverrideStatement statement) {
    ReplicaOverrides overrides = statement.overrides();
    TreeMap<String, AttributeValue> fields =
        reads(overrides.readCapacityUnits(), overrides.readUnitsMax());
    overrides.tableClass().ifPresent(name -> fields.put("TableClass", new StringValue(name)));
    TreeMap<String, AttributeValue> indexes = new TreeMap<>();
    overrides
        .indexes()
        .forEach(
            (name, index) ->
                indexes.put(
                    name, new MapValue(reads(index.readCapacityUnits(), index.readUnitsMax()))));
    fields.put("Indexes", new MapValue(indexes));
    fields.put("Time", NumberValue.of(statement.version().time().packed()));
    fields.put("Region", new StringValue(statement.version().region().value()));
    return new MapValue(fields);
  }

  static OverrideStatement statement(Fields fields) {
    TreeMap<String, OfIndex> indexes = new TreeMap<>();
    fields
        .map("Indexes")
        .forEach(
            (name, value) -> {
              Fields index = new Fields(Fields.map(value));
              indexes.put(
                  name,
                  new OfIndex(
                      index.optionalNumber("ReadCapacityUnits"),
                      index.optionalNumber("ReadUnitsMax")));
            });
    return new OverrideStatement(
        new ReplicaOverrides(
            fields.optionalNumber("ReadCapacityUnits"),
            fields.optionalNumber("ReadUnitsMax"),
            fields.optionalText("TableClass"),
            indexes),
        new Version(new HybridTime(fields.number("Time")), new RegionName(fields.text("Region"))));
  }

  private static TreeMap<String, AttributeValue> reads(
      Optional<Long> capacityUnits, Optional<Long> unitsMax) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    capacityUnits.ifPresent(units -> fields.put("ReadCapacityUnits", NumberValue.of(units)));
    unitsMax.ifPresent(units -> fields.put("ReadUnitsMax", NumberValue.of(units)));
    return fields;
  }
}
