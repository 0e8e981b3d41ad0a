package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.DeliveryOutcome;
import java.util.Optional;

/**
 * A shipment, what became of it, and what is to be done now.
 *
 * @param place how the reading of its partition changes, if it does
 */
public record Settlement(
    LogPartition log, Shipment shipment, DeliveryOutcome outcome, Optional<Place> place) {}
