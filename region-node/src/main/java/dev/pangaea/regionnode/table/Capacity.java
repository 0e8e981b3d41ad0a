package dev.pangaea.regionnode.table;

/** How a table's or an index's capacity is set. */
public sealed interface Capacity {
  record OnDemand(RequestMaximum maximum) implements Capacity {
    public OnDemand() {
      this(RequestMaximum.NONE);
    }
  }

  record Provisioned(long readUnits, long writeUnits) implements Capacity {}
}
