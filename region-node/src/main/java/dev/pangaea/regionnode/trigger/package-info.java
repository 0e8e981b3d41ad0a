/**
 * Triggers: workers that are told of a stream's records over HTTP, as Lambda's event source
 * mappings tell functions. What one wants, and what becomes of a shard's records whatever workers
 * answer: pure, without thread, clock or I/O. Knows positions in streams and filters.
 */
package dev.pangaea.regionnode.trigger;
