package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSize;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity that a request used of one table: reads count 4 KB, half of that when they are
 * eventually consistent; writes count 1 KB of the larger of the item before and after.
 *
 * @param table as the request names it
 */
record ConsumedCapacity(String table, double units) {
  private static final int READ_BYTES = 4096;
  private static final int WRITE_BYTES = 1024;

  static double readUnits(long bytes, boolean consistent) {
    long steps = Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
    return consistent ? steps : steps / 2.0;
  }

  static double writeUnits(long bytes) {
    return Math.max(1, Math.ceilDiv(bytes, WRITE_BYTES));
  }

  static ConsumedCapacity ofRead(String table, double units) {
    return new ConsumedCapacity(table, units);
  }

  static ConsumedCapacity ofWrite(
      String table, Optional<EncodedItem> before, Optional<EncodedItem> after) {
    return new ConsumedCapacity(table, writeUnits(Math.max(bytes(before), bytes(after))));
  }

  /** One for each table, in the order in which the tables come first. */
  static Collection<ConsumedCapacity> byTable(List<ConsumedCapacity> all) {
    Map<String, ConsumedCapacity> byTable = new LinkedHashMap<>();
    all.forEach(each -> byTable.merge(each.table, each, ConsumedCapacity::plus));
    return byTable.values();
  }

  private ConsumedCapacity plus(ConsumedCapacity other) {
    return new ConsumedCapacity(table, units + other.units);
  }

  private static long bytes(Optional<EncodedItem> item) {
    return item.isEmpty() ? 0 : ItemSize.of(item.get().decode());
  }

  /** Writes the member ConsumedCapacity, if it is wanted. */
  void writeMember(CapacityDetail detail, JsonGenerator to) throws IOException {
    if (detail != CapacityDetail.NONE) {
      to.writeFieldName("ConsumedCapacity");
      write(detail, to);
    }
  }

  /** Writes the member ConsumedCapacity of a batch, if it is wanted: one element per table. */
  static void writeMember(
      Collection<ConsumedCapacity> tables, CapacityDetail detail, JsonGenerator to)
      throws IOException {
    if (detail == CapacityDetail.NONE) {
      return;
    }
    to.writeArrayFieldStart("ConsumedCapacity");
    for (ConsumedCapacity table : tables) {
      table.write(detail, to);
    }
    to.writeEndArray();
  }

  private void write(CapacityDetail detail, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("TableName", table);
    to.writeNumberField("CapacityUnits", units);
    if (detail == CapacityDetail.INDEXES) {
      to.writeObjectFieldStart("Table");
      to.writeNumberField("CapacityUnits", units);
      to.writeEndObject();
    }
    to.writeEndObject();
  }
}
