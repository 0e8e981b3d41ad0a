package dev.pangaea.regionnode.table;

/**
 * A table whose changes this region is to put on a topic.
 *
 * @param storeNumber the table's number in the region's store
 * @param partitions of the table
 */
public record TopicWish(String table, int storeNumber, int partitions) {}
