/**
 * Tells the spans of another region's writes between its log and the target's node: decorators of
 * the ports on both sides. Only there when it is asked for.
 */
package dev.pangaea.replicator.trace;
