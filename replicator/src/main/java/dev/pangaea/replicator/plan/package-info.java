/**
 * What of a source's log is delivered, and when reading must stop: entries and outcomes in,
 * deliveries and places to read out. Pure: no clock, no thread, no I/O. Knows the module conflict
 * only.
 */
package dev.pangaea.replicator.plan;
