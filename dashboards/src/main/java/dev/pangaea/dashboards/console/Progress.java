package dev.pangaea.dashboards.console;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a region has taken in a table of another, as its replicator says.
 *
 * @param lagP50Millis of the writes of the last seconds; empty while none arrives
 * @param backlogAgeMillis how old the knowledge of the backlog is
 */
public record Progress(
    String source,
    String target,
    String table,
    OptionalDouble lagP50Millis,
    OptionalDouble lagP99Millis,
    long stalenessMillis,
    long backlogRecords,
    OptionalLong backlogAgeMillis,
    double changesPerSecond,
    boolean needsCopy) {}
