package dev.pangaea.simulator.workload;

/**
 * The keys of a table and of its indexes, and which items share one.
 *
 * <p>Items are numbered. Without a sort key each has a partition key of its own. Items that are as
 * far apart as there are groups make up a group: they have the same key in every index, and in a
 * table with a sort key the same partition key. So every group has the same known size, and hot
 * items lie in different groups.
 *
 * @param items how many, at most
 * @param indexes global secondary indexes, each on an attribute of its own
 * @param itemsPerKey the size of a group
 */
public record TableShape(long items, boolean sortKey, int indexes, int itemsPerKey) {
  public static final int INDEXES_MAX = 5;
  public static final int ITEMS_PER_KEY_MAX = 1_000_000;
  private static final long ITEMS_MAX = 100_000_000_000L;

  public TableShape {
    require(
        items >= 1 && items <= ITEMS_MAX, "The key count lies between 1 and " + ITEMS_MAX + ".");
    require(indexes >= 0 && indexes <= INDEXES_MAX, "Indexes are 0 to " + INDEXES_MAX + ".");
    require(
        itemsPerKey >= 1 && itemsPerKey <= ITEMS_PER_KEY_MAX,
        "Items per key are 1 to " + ITEMS_PER_KEY_MAX + ".");
    require(
        !grouped(sortKey, indexes) || items % itemsPerKey == 0,
        "The key count is a multiple of the items per key, so that each key has as many.");
  }

  /** A table with a partition key alone. */
  public static TableShape simple(long items) {
    return new TableShape(items, false, 0, 1);
  }

  /** The same keys of the table for items that are in no index and in no group with others. */
  public TableShape apart() {
    return new TableShape(ITEMS_MAX, sortKey, 0, 1);
  }

  /** Whether some key is shared. */
  public boolean grouped() {
    return grouped(sortKey, indexes);
  }

  private static boolean grouped(boolean sortKey, int indexes) {
    return sortKey || indexes > 0;
  }

  private long groups() {
    return grouped() ? items / itemsPerKey : items;
  }

  /** The number of an item's partition key. */
  public long partition(long item) {
    return sortKey ? group(item) : item;
  }

  /** The number of an item's sort key: its place in its group. */
  public long sort(long item) {
    return item / groups();
  }

  /** The number of the key that an item has in every index. */
  public long group(long item) {
    return item % groups();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
