package dev.pangaea.regionnode.backup;

/**
 * How a region's backups stand.
 *
 * @param made how many were made since the start, and {@code failed} how many could not be
 * @param filling tables that are being filled now
 * @param abandoned tables that could not be filled since the start
 * @param recoverable tables for which recovery to points in time is on
 * @param overdue those of them whose last snapshot is missing or twice as old as it should be
 */
public record BackupStanding(
    long made, long failed, int filling, long abandoned, int recoverable, int overdue) {}
