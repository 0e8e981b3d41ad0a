/**
 * Reading the logs of a source region, as the loop sees it: the port. Technologies have packages of
 * their own below. Knows the values of {@code plan}.
 */
package dev.pangaea.replicator.consume;
