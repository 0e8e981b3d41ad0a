package dev.pangaea.regionnode.leader;

/**
 * How a partition's items stand that expire.
 *
 * @param expiring how many are to be deleted at some time; 0 where none are
 * @param deleted how many were deleted here since the partition was opened, {@code lateMillis} how
 *     long after their time, all together, and {@code latestMillis} at most
 */
public record ExpiryStatus(long expiring, long deleted, long lateMillis, long latestMillis) {
  public static final ExpiryStatus NONE = new ExpiryStatus(0, 0, 0, 0);

  /** Of both partitions together. */
  public ExpiryStatus and(ExpiryStatus other) {
    return new ExpiryStatus(
        expiring + other.expiring,
        deleted + other.deleted,
        lateMillis + other.lateMillis,
        Math.max(latestMillis, other.latestMillis));
  }

  /** Once another one is deleted. */
  ExpiryStatus deleted(long late) {
    return new ExpiryStatus(expiring, deleted + 1, lateMillis + late, Math.max(latestMillis, late));
  }

  ExpiryStatus expiring(long now) {
    return new ExpiryStatus(now, deleted, lateMillis, latestMillis);
  }
}
