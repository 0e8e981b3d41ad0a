package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;

/**
 * One region's copy of one table: what never changes of it.
 *
 * @param tableId this copy's
 * @param group the same for all copies of a global table
 * @param storeNumber the table's number in this region's store
 * @param log this region's change log of the table
 */
record TableCopy(
    String table,
    RegionName region,
    String tableId,
    String group,
    int storeNumber,
    String log,
    int partitions) {}
