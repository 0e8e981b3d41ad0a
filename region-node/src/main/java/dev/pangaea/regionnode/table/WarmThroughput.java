package dev.pangaea.regionnode.table;

/**
 * What a table or an index could serve at once, in units per second. It never gets less, and nobody
 * is throttled by it here.
 */
public record WarmThroughput(long readUnits, long writeUnits) {
  /** Less than any table has. */
  public static final WarmThroughput NONE = new WarmThroughput(0, 0);

  public static final WarmThroughput ON_DEMAND = new WarmThroughput(12_000, 4_000);

  /** What a capacity brings with it. */
  public static WarmThroughput of(Capacity capacity) {
    return switch (capacity) {
      case Capacity.OnDemand _ -> ON_DEMAND;
      case Capacity.Provisioned(long readUnits, long writeUnits) ->
          new WarmThroughput(readUnits, writeUnits);
    };
  }

  public WarmThroughput atLeast(WarmThroughput other) {
    return new WarmThroughput(
        Math.max(readUnits, other.readUnits), Math.max(writeUnits, other.writeUnits));
  }
}
