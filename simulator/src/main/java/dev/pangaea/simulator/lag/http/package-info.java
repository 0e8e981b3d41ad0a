/** Asks nodes and replicators how they stand, over HTTP. */
package dev.pangaea.simulator.lag.http;
