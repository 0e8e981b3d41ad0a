/**
 * Replication lag measured from outside: the life of probes, each an item written at one endpoint
 * and looked for at another. Pure: time comes in as an argument, connections pull the next thing to
 * do.
 */
package dev.pangaea.simulator.workload.lag;
