/**
 * The promises kept by real processes: brokers, nodes and replicators of two regions, killed and
 * cut off under load.
 */
package dev.pangaea.simulator.processes;
