package dev.pangaea.simulator.fault;

/**
 * Something that goes wrong between two regions: on one stream of a connection, or on a whole link.
 */
public sealed interface Fault permits StreamFault, LinkFault {}
