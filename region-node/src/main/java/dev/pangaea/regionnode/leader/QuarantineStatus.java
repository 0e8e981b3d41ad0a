package dev.pangaea.regionnode.leader;

/**
 * How a partition's changes stand that are kept aside.
 *
 * @param kept how many there are
 * @param tried how often one was tried again since the partition was opened, and {@code released}
 *     how many are kept aside no longer
 */
public record QuarantineStatus(long kept, long tried, long released) {
  public static final QuarantineStatus NONE = new QuarantineStatus(0, 0, 0);

  /** Of both partitions together. */
  public QuarantineStatus and(QuarantineStatus other) {
    return new QuarantineStatus(kept + other.kept, tried + other.tried, released + other.released);
  }
}
