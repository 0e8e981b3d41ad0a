/** Finds the logs of a table: asks nodes for their names and for the addresses of their Kafkas. */
package dev.pangaea.simulator.history.http;
