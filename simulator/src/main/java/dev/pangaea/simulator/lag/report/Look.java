package dev.pangaea.simulator.lag.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was said of a link's table at a moment of a run.
 *
 * @param arrivedP50Millis the median lag of what arrived lately: what one knows who watches
 *     arrivals only
 */
public record Look(
    double atSeconds,
    OptionalLong stalenessMillis,
    OptionalLong backlogRecords,
    OptionalDouble arrivedP50Millis) {}
