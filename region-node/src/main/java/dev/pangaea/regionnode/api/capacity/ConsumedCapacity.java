package dev.pangaea.regionnode.api.capacity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.throughput.Units;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The capacity that a request used of one table and its indexes: reads count 4 KB, half of that
 * when they are eventually consistent; writes count 1 KB. See {@link Units}.
 *
 * @param table as the request names it
 * @param local by the names of the local indexes that were written
 * @param global by the names of the global indexes that were written
 */
public record ConsumedCapacity(
    String table,
    double tableUnits,
    SortedMap<String, Double> local,
    SortedMap<String, Double> global) {
  public static ConsumedCapacity ofTable(String table, double units) {
    return new ConsumedCapacity(table, units, new TreeMap<>(), new TreeMap<>());
  }

  /** One for each table, in the order in which the tables come first. */
  public static Collection<ConsumedCapacity> byTable(List<ConsumedCapacity> all) {
    Map<String, ConsumedCapacity> byTable = new LinkedHashMap<>();
    all.forEach(each -> byTable.merge(each.table, each, ConsumedCapacity::plus));
    return byTable.values();
  }

  /** The same within a transaction, which does everything twice. */
  public ConsumedCapacity inTransaction() {
    return plus(this);
  }

  private ConsumedCapacity plus(ConsumedCapacity other) {
    return new ConsumedCapacity(
        table, tableUnits + other.tableUnits, sum(local, other.local), sum(global, other.global));
  }

  private static SortedMap<String, Double> sum(
      SortedMap<String, Double> some, SortedMap<String, Double> more) {
    TreeMap<String, Double> sum = new TreeMap<>(some);
    more.forEach((index, units) -> sum.merge(index, units, Double::sum));
    return sum;
  }

  /** Writes the member ConsumedCapacity, if it is wanted. */
  public void writeMember(CapacityDetail detail, JsonGenerator to) throws IOException {
    if (detail != CapacityDetail.NONE) {
      to.writeFieldName("ConsumedCapacity");
      write(detail, to);
    }
  }

  /** Writes the member ConsumedCapacity of a batch, if it is wanted: one element per table. */
  public static void writeMember(
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
    write(detail, List.of("CapacityUnits"), to);
  }

  /**
   * @param members that all tell the same units: a transaction's tell their kind as well
   */
  public void write(CapacityDetail detail, List<String> members, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    to.writeStringField("TableName", table);
    writeUnits(tableUnits + total(local) + total(global), members, to);
    if (detail == CapacityDetail.INDEXES) {
      to.writeObjectFieldStart("Table");
      writeUnits(tableUnits, members, to);
      to.writeEndObject();
      writeIndexes("LocalSecondaryIndexes", local, members, to);
      writeIndexes("GlobalSecondaryIndexes", global, members, to);
    }
    to.writeEndObject();
  }

  private static void writeUnits(double units, List<String> members, JsonGenerator to)
      throws IOException {
    for (String member : members) {
      to.writeNumberField(member, units);
    }
  }

  private static void writeIndexes(
      String member, SortedMap<String, Double> indexes, List<String> members, JsonGenerator to)
      throws IOException {
    if (indexes.isEmpty()) {
      return;
    }
    to.writeObjectFieldStart(member);
    for (Map.Entry<String, Double> index : indexes.entrySet()) {
      to.writeObjectFieldStart(index.getKey());
      writeUnits(index.getValue(), members, to);
      to.writeEndObject();
    }
    to.writeEndObject();
  }

  /** The table's units, and those of its local indexes, which use the same capacity. */
  public double unitsOfTable() {
    return tableUnits + total(local);
  }

  private static double total(SortedMap<String, Double> indexes) {
    return indexes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
