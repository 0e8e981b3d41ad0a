/**
 * The change log on Kafka: one producer for all appends of a node, consumers that read back, an
 * admin client for the rest. Knows the log's port and {@code conflict} only.
 */
package dev.pangaea.regionnode.log.kafka;
