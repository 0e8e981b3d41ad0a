package dev.pangaea.conflict.change;

/**
 * That there is a stream of a table's changes in a region.
 *
 * @param sinceMillis when it was asked for; no other stream of the same table in the region has the
 *     same time, so that it names the stream
 */
public record StreamWord(long sinceMillis, StreamView view) {}
