/**
 * A Kafka broker of a region's own, in this process: the stock broker classes, KRaft, one node.
 * Knows nothing of leaders and logs; they reach it by its listeners as they would any Kafka.
 */
package dev.pangaea.regionnode.broker;
