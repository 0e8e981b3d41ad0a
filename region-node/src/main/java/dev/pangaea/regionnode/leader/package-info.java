/**
 * The leader of a partition: decides writes, appends them to the log, folds what counts into the
 * store. Knows the ports of log and store.
 */
package dev.pangaea.regionnode.leader;
