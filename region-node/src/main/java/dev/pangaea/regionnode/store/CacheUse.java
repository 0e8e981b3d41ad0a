package dev.pangaea.regionnode.store;

/**
 * How a store's cache of what it reads from its files stands.
 *
 * @param hits blocks that reads found in it since the store was opened
 * @param misses blocks that they had to take from a file
 * @param bytes what it holds now
 * @param bytesMax what it holds at most
 */
public record CacheUse(long hits, long misses, long bytes, long bytesMax) {}
