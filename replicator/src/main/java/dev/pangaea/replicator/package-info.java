/**
 * Carries the changes of source regions into one target region: {@code consume} reads a source's
 * log, {@code plan} decides what of it to deliver, {@code deliver} hands it to the target's node,
 * {@code lag} tells how far behind the target is. Here: the loop that joins them, one per source.
 */
package dev.pangaea.replicator;
