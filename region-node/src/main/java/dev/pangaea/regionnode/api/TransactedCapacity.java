package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity that a transaction used, by tables in the order in which they come first: twice what
 * the same reads or writes use alone.
 */
final class TransactedCapacity {
  private static final int TIMES = 2;

  private final String unitsMember;
  private final Map<String, Double> units = new LinkedHashMap<>();

  private TransactedCapacity(String unitsMember) {
    this.unitsMember = unitsMember;
  }

  static TransactedCapacity ofReads() {
    return new TransactedCapacity("ReadCapacityUnits");
  }

  static TransactedCapacity ofWrites() {
    return new TransactedCapacity("WriteCapacityUnits");
  }

  void read(String table, Optional<EncodedItem> item) {
    add(table, ConsumedCapacity.readUnits(bytes(item), true));
  }

  /** A check counts as a write of what it looks at. */
  void written(String table, Optional<EncodedItem> before, Optional<EncodedItem> after) {
    add(table, ConsumedCapacity.writeUnits(Math.max(bytes(before), bytes(after))));
  }

  /** Writes the member ConsumedCapacity, if it is wanted. */
  void writeMember(CapacityDetail detail, JsonGenerator to) throws IOException {
    if (detail == CapacityDetail.NONE) {
      return;
    }
    to.writeArrayFieldStart("ConsumedCapacity");
    for (Map.Entry<String, Double> table : units.entrySet()) {
      to.writeStartObject();
      to.writeStringField("TableName", table.getKey());
      writeUnits(table.getValue(), to);
      if (detail == CapacityDetail.INDEXES) {
        to.writeObjectFieldStart("Table");
        writeUnits(table.getValue(), to);
        to.writeEndObject();
      }
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private void writeUnits(double used, JsonGenerator to) throws IOException {
    to.writeNumberField("CapacityUnits", used);
    to.writeNumberField(unitsMember, used);
  }

  private void add(String table, double alone) {
    units.merge(table, TIMES * alone, Double::sum);
  }

  private static long bytes(Optional<EncodedItem> item) {
    return item.map(ItemSize::of).orElse(0L);
  }
}
