/**
 * What tables and indexes may use of their capacity, and what they have used: buckets of units that
 * fill by the second, counts by partition, and the keys that are asked for most. Knows tables, not
 * requests.
 */
package dev.pangaea.regionnode.throughput;
