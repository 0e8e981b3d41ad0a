/**
 * The target region's node by HTTP: its control port. Knows no other technology, and of {@code
 * http} how a client is made.
 */
package dev.pangaea.replicator.deliver.http;
