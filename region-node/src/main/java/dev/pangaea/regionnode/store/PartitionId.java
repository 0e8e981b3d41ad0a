package dev.pangaea.regionnode.store;

/**
 * A partition of a table.
 *
 * @param table the table's number in this region's store; 0 is what is the region's own: {@link
 *     #CATALOG} and {@link #TRANSACTIONS}
 */
public record PartitionId(int table, int partition) implements Comparable<PartitionId> {
  public static final int CATALOG_TABLE = 0;
  public static final PartitionId CATALOG = new PartitionId(CATALOG_TABLE, 0);
  public static final PartitionId TRANSACTIONS = new PartitionId(CATALOG_TABLE, 1);

  /** Whether it is no table's: transactions do not concern it. */
  public boolean isRegionsOwn() {
    return table == CATALOG_TABLE;
  }

  @Override
  public int compareTo(PartitionId other) {
    int byTable = Integer.compare(table, other.table);
    return byTable != 0 ? byTable : Integer.compare(partition, other.partition);
  }

  @Override
  public String toString() {
    return "table " + table + " partition " + partition;
  }
}
