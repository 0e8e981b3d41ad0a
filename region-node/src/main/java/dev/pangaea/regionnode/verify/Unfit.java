package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.version.RegionName;

/**
 * A range whose digest is not that of what the region's store holds: something was changed beneath
 * the node.
 */
public record Unfit(RegionName region, TablePartition partition, int range) {}
