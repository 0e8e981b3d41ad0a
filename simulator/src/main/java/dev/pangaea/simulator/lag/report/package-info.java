/**
 * A run of measured lag on paper: what was measured from outside, what regions said of themselves
 * meanwhile, and what was done to the links. Kept as an HdrHistogram log, shown as one page of
 * HTML. Pure.
 */
package dev.pangaea.simulator.lag.report;
