/**
 * The changes of tables as topics of the region's Kafka, for Connect, Flink and ksqlDB: what such a
 * topic is called, what its records say, and where each of its partitions goes on. Pure. Who reads
 * streams and writes topics is {@code topic.run}.
 */
package dev.pangaea.regionnode.topic;
