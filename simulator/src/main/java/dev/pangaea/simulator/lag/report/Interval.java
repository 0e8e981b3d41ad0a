package dev.pangaea.simulator.lag.report;

import org.HdrHistogram.Histogram;

/**
 * The lags of what was due to be written within a second of a run.
 *
 * @param nanos the lags; not to be changed any more
 */
public record Interval(double atSeconds, Histogram nanos) {}
