/**
 * Load on a DynamoDB endpoint and what it measures: keys, pace, items, the loop that hands requests
 * to connections, tallies and the report. Pure: time and randomness come in as arguments,
 * connections are a port.
 */
package dev.pangaea.simulator.workload;
