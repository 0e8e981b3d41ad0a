package dev.pangaea.simulator.link.scenario;

/**
 * What runs between two regions: what the first sends to the other, or both ways.
 *
 * <p>Whatever is sent, replies to what the other asked included: the links of both directions of
 * replication carry it.
 */
public record Between(String from, String to, boolean bothWays) {}
