package dev.pangaea.regionnode.table;

/** How a table's capacity is set. */
public sealed interface Capacity {
  record OnDemand() implements Capacity {}

  record Provisioned(long readUnits, long writeUnits) implements Capacity {}
}
