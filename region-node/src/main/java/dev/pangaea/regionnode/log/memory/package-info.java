/**
 * The log's twin in memory: deterministic, and whoever holds it decides what becomes of each
 * append. Knows the port only.
 */
package dev.pangaea.regionnode.log.memory;
