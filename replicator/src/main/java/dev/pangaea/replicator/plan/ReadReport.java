package dev.pangaea.replicator.plan;

import java.util.Optional;

/**
 * What entries of one partition were, and what is to be done now.
 *
 * @param counted entries that are the next records of the chain
 * @param outOfChain entries whose predecessor is not the last record that counts
 * @param malformed entries that are no log records
 * @param known entries that were read before
 * @param place how the reading of the partition changes, if it does
 */
public record ReadReport(
    String table,
    int partition,
    int counted,
    int outOfChain,
    int malformed,
    int known,
    Optional<Place> place) {}
