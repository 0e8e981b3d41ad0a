package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import java.util.OptionalDouble;

/**
 * A copy that this region writes into its log for another, while it does.
 *
 * @param partitions how many are copied, of which {@code partitionsCopied} are whole
 * @param records items and tombstones that were written
 * @param bytes of these
 * @param recordsPerSecond since it began; empty for its first second
 */
public record GivenCopy(
    String table,
    RegionName region,
    int partitions,
    int partitionsCopied,
    long records,
    long bytes,
    OptionalDouble recordsPerSecond) {}
