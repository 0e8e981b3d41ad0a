package dev.pangaea.regionnode.store;

/**
 * A partition of a table.
 *
 * @param table the table's number in this region's store; those that are not above 0 are the
 *     region's own: {@link #CATALOG}, {@link #TRANSACTIONS} and {@link #CONFLICTS}
 */
public record PartitionId(int table, int partition) implements Comparable<PartitionId> {
  public static final int CATALOG_TABLE = 0;
  public static final PartitionId CATALOG = new PartitionId(CATALOG_TABLE, 0);
  public static final PartitionId TRANSACTIONS = new PartitionId(CATALOG_TABLE, 1);

  /** The conflict ledger's; it has no log, since it follows from those of the tables. */
  public static final int LEDGER_TABLE = -2;

  public static final PartitionId CONFLICTS = new PartitionId(LEDGER_TABLE, 0);

  /** Whether it is no table's: transactions do not concern it. */
  public boolean isRegionsOwn() {
    return table <= CATALOG_TABLE;
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
