/** The way of writes as a collector of traces is told of it. */
package dev.pangaea.simulator.trace;
