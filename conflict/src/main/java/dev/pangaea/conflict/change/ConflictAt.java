package dev.pangaea.conflict.change;

/**
 * Which of a partition's conflicts one is: no two have the same, and a replay of the log finds it
 * again.
 *
 * @param decidedMillis when the record was appended that decided it
 * @param offset that record's, in the log of the region that decided it
 * @param index of the change within the record
 */
public record ConflictAt(long decidedMillis, long offset, int index) {}
