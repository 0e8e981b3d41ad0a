package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Intake;
import java.util.Optional;

/**
 * How one partition stands.
 *
 * @param standing where the region stands, by its own word
 * @param readTo the next offset to read
 * @param halt why it is no longer read, if so
 */
public record PartitionStatus(Intake standing, long readTo, Optional<Halt> halt) {}
