package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;

/**
 * All that a region has written into a partition of a table up to a time.
 *
 * @param table its name, or a token's {@linkplain TokenTables short form} of it
 */
public record Mark(String table, int partition, RegionName region, HybridTime clock) {}
