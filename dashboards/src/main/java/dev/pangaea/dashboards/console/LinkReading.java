package dev.pangaea.dashboards.console;

import java.util.OptionalLong;

/**
 * How a link stands, as link control says.
 *
 * @param latencyMillis one way: that of the changes
 * @param bandwidthBytesPerSecond empty if it is not bounded
 * @param cut whether a direction carries nothing until it is healed
 * @param down whether it is switched off, which no heal ends
 */
public record LinkReading(
    String name,
    String source,
    String target,
    long latencyMillis,
    long jitterMillis,
    OptionalLong bandwidthBytesPerSecond,
    boolean cut,
    boolean down,
    long heldBytes) {}
