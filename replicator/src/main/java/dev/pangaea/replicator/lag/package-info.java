/**
 * How far the target is behind its sources, as metrics and as a status: lag of what arrived,
 * staleness that rises when nothing does, backlog, outcomes, alarms. Knows the values of {@code
 * plan} and Micrometer.
 */
package dev.pangaea.replicator.lag;
