/**
 * What all operations on items have in common: the way to store and leaders, primary keys, the
 * members of requests that hold expressions, and the threads for long reads.
 */
package dev.pangaea.regionnode.api.item;
