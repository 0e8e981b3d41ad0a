package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.RegionName;

/**
 * How far one partition of another region's log has been taken in.
 *
 * @param log the source's log (its topic): a table that is created anew has a new one
 */
public record Progress(RegionName source, String log, Position position, Watermark watermark) {}
