package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;

/**
 * A copy that this region has asked for and has not taken in whole: an alarm.
 *
 * @param source the region whose log could not be followed
 * @param partitions how many of the table's partitions it is for
 */
public record AwaitedCopy(String table, RegionName source, int partitions) {}
